"""Packs as authors write them: what is read, and each fault at its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.packs.faults import FaultyPack
from grader.packs.reader import read_exercise, read_library, read_pack

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "exercises" / "python-foundations"
TINY = ROOT / "tests" / "data" / "packs" / "tiny"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny pack, to be spoilt."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


def faults_of(folder: Path) -> list[str]:
    """What is wrong with the pack, paths from its folder."""
    with pytest.raises(FaultyPack) as error:
        read_pack(folder)
    return [str(fault).replace(f"{folder}/", "") for fault in error.value.faults]


def test_the_shipped_pack_is_whole() -> None:
    pack = read_pack(SHIPPED)
    assert len(pack.exercises) >= 16
    for number, exercise in enumerate(pack.exercises.values()):
        languages = {"": "en"}
        written = {languages.get(name, name) for name in exercise.statements}
        assert written >= ({"en", "fr", "nl", "ar"} if number < 4 else {"en", "fr"}), exercise.id
        assert set(exercise.exercise.title) >= {"en", "fr"}
        assert exercise.exercise.hints, exercise.id
        assert exercise.mistakes, exercise.id
        for mistake in exercise.mistakes.values():
            assert set(mistake.say) == set(exercise.exercise.title), exercise.id
        assert exercise.visible, exercise.id
        assert sum(test.points for test in exercise.tests) > 0


def test_visible_tests_show_everything_and_give_no_points() -> None:
    exercise = read_exercise(TINY / "add")
    visible = [test for test in exercise.tests if test.visible]
    assert [(test.name, test.points, test.show.value) for test in visible] == [("test_example", 0.0, "details")]


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("add/exercise.yaml", "titel: Add\n", "add/exercise.yaml:1:1: "),
        ("add/exercise.yaml", "minutes: soon\n", "add/exercise.yaml:1:10: "),
        ("add/exercise.yaml", "tests:\n  - name: test_nothing\n", "add/exercise.yaml:2:11: "),
        ("add/exercise.yaml", "title: [\n", "add/exercise.yaml:"),
        ("add/exercise.yaml", "a: 1\na: 2\n", "add/exercise.yaml:2:1: "),
        ("add/exercise.yaml", "x: !!python/object/apply:os.system ['id']\n", "add/exercise.yaml:1:"),
        ("add/exercise.yaml", "limits: {memory_mb: 999999}\n", "add/exercise.yaml:1:"),
        ("add/exercise.yaml", "starter: ../../etc\n", "add/exercise.yaml:1:"),
        ("add/tests/test_sums.py", "def test_x(:\n", "add/tests/test_sums.py:1:"),
        ("pack.yaml", "id: other\ntitle: T\nlanguages: [en]\nexercises: [add]\n", "pack.yaml:1:"),
        ("pack.yaml", "id: tiny\ntitle: T\nlanguages: [en]\nexercises: [ad]\n", "pack.yaml:4:"),
    ],
)
def test_a_fault_is_told_with_its_line_and_column(tiny: Path, file: str, text: str, fault: str) -> None:
    (tiny / file).write_text(text)
    assert any(found.startswith(fault) for found in faults_of(tiny)), faults_of(tiny)


def test_a_misspelt_word_brings_the_right_one_to_mind(tiny: Path) -> None:
    (tiny / "add" / "exercise.yaml").write_text("titel: Add\n")
    assert "title" in faults_of(tiny)[0]
    (tiny / "pack.yaml").write_text("id: tiny\ntitle: T\nlanguages: [en]\nexercises: [ad]\n")
    assert any("'add'" in fault for fault in faults_of(tiny))


def test_all_faults_are_told_in_one_go(tiny: Path) -> None:
    (tiny / "add" / "exercise.yaml").write_text("titel: Add\nminutes: soon\n")
    (tiny / "double" / "exercise.yaml").write_text("difficulty: 99\n")
    found = faults_of(tiny)
    assert {fault.split(":")[0] for fault in found} == {"add/exercise.yaml", "double/exercise.yaml"}
    assert len(found) == 3


def test_names_that_unfold_without_end_are_refused(tiny: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
    )
    (tiny / "add" / "exercise.yaml").write_text(bomb)
    assert faults_of(tiny)


def test_an_exercise_cannot_reach_files_outside_by_a_link(tiny: Path) -> None:
    (tiny / "add" / "reference" / "secret.py").symlink_to("/etc/passwd")
    try:
        content = read_pack(tiny).exercises["add"].reference.get("secret.py", b"")
    except FaultyPack:
        return
    assert b"root:" not in content


def test_a_faulty_pack_keeps_no_other_from_being_used(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "tiny")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pack.yaml").write_text("")
    library = read_library(tmp_path)
    assert list(library.packs) == ["tiny"]
    assert list(library.faults) == ["broken"]
