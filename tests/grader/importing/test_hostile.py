"""Folders that mean harm, or are merely broken: a sentence for each, and nothing outside DEST is written or read."""

from __future__ import annotations

import json
import os
import struct
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import PackError
from grader.importing.exercism.track import import_track
from grader.importing.inginious.course import import_course as import_inginious
from grader.importing.inginious.translations import catalogue
from grader.importing.prairielearn.course import import_course as import_prairielearn
from tests.grader.importing import exercism_track, inginious_course, prairielearn_course
from tests.grader.importing.conftest import write_tree

COURSES = {
    "exercism": (import_track, exercism_track.FILES),
    "inginious": (import_inginious, inginious_course.FILES),
    "prairielearn": (import_prairielearn, prairielearn_course.FILES),
}
FRENCH = inginious_course.catalogue(inginious_course.FRENCH)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
SOMETIMES = settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("system", COURSES)
def test_the_same_source_gives_the_same_bytes(import_from, system):
    files = COURSES[system][1]

    first = import_from(system, files)
    (first.folder.parent / "again").mkdir()
    second = import_from(system, dict(reversed(files.items())), name="again/teas")

    assert first.files() == second.files()
    assert first.account == second.account


@pytest.mark.parametrize("system", COURSES)
def test_a_folder_with_something_in_it_is_not_written_to(run, tmp_path, system):
    target = write_tree(tmp_path / "teas", {"mine.txt": "mine"})

    result = run(system, write_tree(tmp_path / "source", COURSES[system][1]), target)

    assert result.exit_code == 2
    assert "not empty" in result.output
    assert [path.name for path in target.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("system", COURSES)
def test_a_name_that_is_no_pack_id_is_refused(run, tmp_path, system):
    result = run(system, write_tree(tmp_path / "source", COURSES[system][1]), tmp_path / "My Teas")

    assert result.exit_code == 2
    assert "may hold a-z, 0-9 and hyphens only" in result.output


@pytest.mark.parametrize(
    ("system", "name", "inside"),
    [
        ("exercism", "exercises/practice/purse", "purse"),
        ("inginious", "quizTea", "quiz-tea"),
        ("prairielearn", "questions/numbers", "numbers"),
    ],
)
def test_a_folder_that_is_a_link_is_not_followed(run, tmp_path, system, name, inside):
    source = write_tree(tmp_path / "source", COURSES[system][1])
    (source / name).rename(tmp_path / "elsewhere")
    (source / name).symlink_to(tmp_path / "elsewhere")

    result = run(system, source, tmp_path / "teas", "--json")

    assert result.exit_code == 0, result.output
    assert not (tmp_path / "teas" / inside).exists()


@pytest.mark.parametrize(
    ("system", "name", "said"),
    [
        ("exercism", "exercises/practice/purse/purse.py", "purse.py is a link, or lies behind one"),
        ("inginious", "hello_world/template.py", "template.py is a link, or lies behind one"),
        ("prairielearn", "questions/code/fib/tests/ans.py", "it has no tests/ans.py"),
        ("prairielearn", "questions/choices/question.html", "it has no question.html of its own"),
    ],
)
def test_a_file_that_is_a_link_is_not_read(run, tmp_path, system, name, said):
    source = write_tree(tmp_path / "source", COURSES[system][1])
    secret = write_tree(tmp_path, {"secret.txt": "do not tell"}) / "secret.txt"
    (source / name).unlink()
    (source / name).symlink_to(secret)

    output = run(system, source, tmp_path / "teas").output

    assert said in output
    written = b"".join(path.read_bytes() for path in (tmp_path / "teas").rglob("*") if path.is_file())
    assert b"do not tell" not in written


@pytest.mark.parametrize(
    ("system", "name"),
    [
        ("exercism", "exercises/practice/purse/purse.py"),
        ("inginious", "quizTea/task.yaml"),
        ("prairielearn", "questions/numbers/info.json"),
    ],
)
@pytest.mark.parametrize("kind", ["huge", "pipe", "no text", "folder"])
def test_a_file_that_is_none_is_said(run, tmp_path, system, name, kind):
    source = write_tree(tmp_path / "source", COURSES[system][1])
    path = source / name
    path.unlink()
    if kind == "huge":
        with path.open("wb") as file:
            file.truncate(10 << 30)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"\xff\xfe\x00\x01")

    result = run(system, source, tmp_path / "teas", "--json")

    assert result.exit_code == 0, result.output
    assert len(json.loads(result.stdout)["exercises"]) >= 5


@pytest.mark.parametrize(
    ("system", "name"), [("exercism", "config.json"), ("inginious", "course.yaml"), ("prairielearn", "infoCourse.json")]
)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b"\xff",
        b'{"a":' * 50_000,
        b"1" * 5_000,
        b"a: &a [*a]",
        b"- !!python/name:os.system x",
    ],
)
def test_a_course_file_that_is_broken_is_a_sentence(run, tmp_path, system, name, content):
    source = write_tree(tmp_path / "source", {**COURSES[system][1], name: content})

    result = run(system, source, tmp_path / "teas")

    assert result.exit_code in {0, 1, 2}, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.output.strip()


def test_a_yaml_bomb_is_a_sentence(run, tmp_path):
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + before] * 10)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    source = write_tree(tmp_path / "source", {**inginious_course.FILES, "quizTea/task.yaml": bomb})

    output = run("inginious", source, tmp_path / "teas").output

    assert "aliases may not be used to repeat large parts" in output


def test_names_cannot_speak_to_the_terminal(run, tmp_path):
    body = json.dumps({"exercises": {"practice": [{"slug": "a", "name": "\x1b[31mred", "status": "deprecated\x1b"}]}})
    source = write_tree(tmp_path / "source", {"config.json": body, "exercises/practice/a/.meta/config.json": "{}"})

    output = run("exercism", source, tmp_path / "teas").output

    assert "\x1b" not in output


def test_when_nothing_can_be_imported_there_is_no_pack(run, tmp_path):
    files = {"course.yaml": "name: Tea\n", "boxes/task.yaml": inginious_course.FILES["boxes/task.yaml"]}

    result = run("inginious", write_tree(tmp_path / "source", files), tmp_path / "teas")

    assert result.exit_code == 1
    assert "No exercise could be imported" in result.output
    assert not (tmp_path / "teas/pack.yaml").exists()
    assert (tmp_path / "teas/unfinished/boxes/statement.md").is_file()


def test_no_code_of_the_source_is_run(import_from, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    harm = "open('ran', 'w').write('x')\nraise SystemExit\n"
    for number, (system, (_importer, files)) in enumerate(COURSES.items()):
        spiked = {
            name: harm + content if name.endswith(".py") and isinstance(content, str) else content
            for name, content in files.items()
        }
        import_from(system, spiked, name=f"teas-{number}")

    assert not (tmp_path / "ran").exists()
    assert not list(tmp_path.rglob("ran"))


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xde\x12\x04\x95",
        FRENCH[:40],
        FRENCH[:28] + struct.pack("<2I", 2**31, 2**31) + FRENCH[36:],
        struct.pack("<7I", 0x950412DE, 0, 2**31, 28, 28, 0, 0),
        FRENCH.replace(b"UTF-8", b"EBCDI"),
        FRENCH.replace("Thé".encode(), b"Th\xff\xff"),
    ],
)
def test_a_catalogue_that_is_broken_is_said_and_the_rest_imported(import_from, broken):
    teas = import_from("inginious", {**inginious_course.FILES, "$i18n/fr.mo": broken})

    assert teas.pack().pack.languages == ["en"]
    assert any(note.startswith("the translations in $i18n/fr.mo: ") for note in teas.account["course"]["dropped"])


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=120), st.integers(0, 200))
def test_a_mutated_catalogue_is_read_or_refused(bytes_, place):
    with suppress(ValueError):
        assert isinstance(catalogue(FRENCH[:place] + bytes_ + FRENCH[place + len(bytes_) :]), dict)


@SOMETIMES
@given(ANYTHING, st.sampled_from(["config.json", "exercises/practice/purse/.meta/config.json"]))
def test_any_json_at_all_is_no_traceback_in_exercism(tmp_path_factory, value, name):
    check_import_of_mutated("exercism", name, json.dumps(value), tmp_path_factory)


@SOMETIMES
@given(
    ANYTHING,
    st.sampled_from(
        ["exercises", "slug", "files", "concepts", "solution", "authors", "difficulty", "status", "source"]
    ),
)
def test_any_value_of_a_key_is_no_traceback_in_exercism(tmp_path_factory, value, key):
    for name in ("config.json", "exercises/practice/purse/.meta/config.json"):
        changed = _changed(json.loads(exercism_track.FILES[name]), key, value)
        check_import_of_mutated("exercism", name, json.dumps(changed), tmp_path_factory)


@SOMETIMES
@given(
    ANYTHING, st.sampled_from(["zones", "questions", "id", "points", "alternatives", "tags", "externalGradingOptions"])
)
def test_any_value_of_a_key_is_no_traceback_in_prairielearn(tmp_path_factory, value, key):
    for name in ("courseInstances/Fa25/assessments/hw2/infoAssessment.json", "questions/code/fib/info.json"):
        changed = _changed(json.loads(prairielearn_course.FILES[name]), key, value)
        check_import_of_mutated("prairielearn", name, json.dumps(changed), tmp_path_factory)


@SOMETIMES
@given(
    ANYTHING,
    st.sampled_from(
        ["problems", "choices", "limits", "context", "environment_id", "answer", "header", "name", "author"]
    ),
)
def test_any_value_of_a_key_is_no_traceback_in_inginious(tmp_path_factory, value, key):
    # Text in JSON is text in YAML too.
    body = {"name": "Tea", "problems": {"q": {"type": "multiple_choice", "header": "h", "choices": [{"text": "a"}]}}}
    check_import_of_mutated("inginious", "quizTea/task.yaml", json.dumps(_changed(body, key, value)), tmp_path_factory)


@SOMETIMES
@given(
    st.text(alphabet=st.sampled_from("<>/=\"' pl-answercorrectmultiplechoicenumberinput{}#params.&;$\n"), max_size=300)
)
def test_any_html_at_all_is_no_traceback_in_prairielearn(tmp_path_factory, html):
    check_import_of_mutated("prairielearn", "questions/choices/question.html", html, tmp_path_factory)


def _changed(body: object, key: str, value: object) -> object:
    """*body* with *value* under every *key*; under a new one where there is none."""
    if isinstance(body, dict):
        return {name: value if name == key else _changed(inner, key, value) for name, inner in body.items()} | (
            {} if key in body else {key: value}
        )
    return [_changed(inner, key, value) for inner in body] if isinstance(body, list) else body


def check_import_of_mutated(system: str, name: str, content: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    importer, files = COURSES[system]
    few = {one: text for one, text in files.items() if _is_of_few(one)}
    root = tmp_path_factory.mktemp("mutated")
    source = write_tree(root / "source", few)
    write_tree(source, {name: content.encode("utf-8", "surrogatepass")})
    with suppress(PackError):
        account = importer(source, root / "teas")
        assert account.as_text()
        assert json.loads(account.as_json())


def _is_of_few(name: str) -> bool:
    """A few files of each course: hundreds of imports of all would take long."""
    parts = ("purse", "quizTea", "code/fib", "choices", "hw2")
    return "/" not in name or any(part in name for part in parts)
