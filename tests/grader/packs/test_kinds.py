"""Every kind of exercise is the same exercise, whether it stands in one file or in many."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.bundles import Bundle, digest_of
from grader.packs.new import KINDS, TEMPLATES, write_new_pack
from grader.packs.reader import LoadedExercise, read_exercise, read_pack
from tests.grader.packs.kinds import EXERCISES, write_in_files, write_inline, write_pack

PACK = """
id: course
title: A course
languages: [fr, en]
visibility: unlisted
grading: {counts: last, attempts: 3}
limits: {wall_seconds: 6, memory_mb: 100}
exercises:
  - id: one
    kind: text
    criteria: [{name: clear, title: Clear}]
  - id: two
    files: [a.py]
    limits: {wall_seconds: 9}
    hidden: {test_a.py: "def test_a():\\n    assert 1\\n"}
prerequisites: {two: [one]}
"""


def contents(exercise: LoadedExercise) -> dict[str, object]:
    """Everything in an exercise but the place where it was read, and how its YAML names its files."""
    kept = ("files", "starter", "reference", "hidden", "visible", "support", "statements", "mistakes", "tests")
    return {name: getattr(exercise, name) for name in kept}


@pytest.mark.parametrize("kind", KINDS)
def test_an_exercise_in_its_yaml_is_the_same_as_one_in_files(tmp_path: Path, kind: str) -> None:
    write_inline(tmp_path / "one", kind)
    write_in_files(tmp_path / "two/one", kind)
    write_pack(tmp_path / "pack", kind)

    inline, in_files = read_exercise(tmp_path / "one"), read_exercise(tmp_path / "two/one")
    in_pack = read_pack(tmp_path / "pack").exercises["one"]

    assert inline.kind == kind
    assert contents(inline) == contents(in_files) == contents(in_pack)
    assert inline.digest() == in_files.digest()
    assert in_pack.id == "pack/one"


@pytest.mark.parametrize("kind", KINDS)
def test_a_bundle_of_every_kind_survives_the_way_to_a_worker(tmp_path: Path, kind: str) -> None:
    write_inline(tmp_path, kind)
    bundle = read_exercise(tmp_path).bundle()
    data = bundle.to_bytes()

    arrived = Bundle.from_bytes(data, digest_of(data))

    assert arrived == bundle
    assert arrived.kind == kind
    assert arrived.to_bytes() == data


def test_mistakes_and_inputs_travel_with_what_is_needed_to_use_them(tmp_path: Path) -> None:
    write_in_files(tmp_path, "pytest")
    text = (tmp_path / "exercise.yaml").read_text().replace("mistakes:\n", "mistakes:\n  silent: mistakes/nothing\n")
    (tmp_path / "exercise.yaml").write_text(text)

    exercise = read_exercise(tmp_path)
    bundle = exercise.bundle()

    assert list(exercise.mistakes) == ["silent", "nothing"]
    assert {name: one.say for name, one in bundle.mistakes.items()} == {
        "nothing": {"en": "It is empty.", "fr": "C’est vide."}
    }
    assert bundle.mistakes["nothing"].files == {"greeting.py": "def greet(name):\n    return ''\n"}
    assert bundle.inputs is not None
    assert bundle.inputs.reference == {"greeting.py": "def greet(name):\n    return name\n"}
    assert bundle.inputs.strategy == ""


def test_a_strategy_lies_in_a_file_whose_text_travels(tmp_path: Path) -> None:
    write_inline(tmp_path, "pytest")
    text = EXERCISES["pytest"].replace("arguments: {name: {text: {}}}", "strategy: inputs.py")
    (tmp_path / "exercise.yaml").write_text(text)
    (tmp_path / "inputs.py").write_text("from hypothesis import strategies as st\n\narguments = st.tuples(st.text())\n")

    inputs = read_exercise(tmp_path).bundle().inputs

    assert inputs is not None
    assert "arguments = st.tuples" in inputs.strategy


def test_of_a_quiz_each_question_is_a_test_and_the_right_answers_are_the_reference(tmp_path: Path) -> None:
    write_inline(tmp_path, "quiz")

    exercise = read_exercise(tmp_path)

    assert exercise.files == ("answers.json",)
    assert [(test.name, test.points, test.file) for test in exercise.tests] == [
        ("red", 1, "answers.json"),
        ("two", 1, "answers.json"),
        ("fast", 2, "answers.json"),
        ("short", 1, "answers.json"),
    ]
    assert exercise.tests[0].title == {"en": "What does red mean?"}
    assert json.loads(exercise.reference["answers.json"]) == {"red": 1, "two": [1, 3], "fast": [1, 2], "short": "90"}


def test_of_a_text_each_criterion_is_a_test(tmp_path: Path) -> None:
    write_inline(tmp_path, "text")

    exercise = read_exercise(tmp_path)

    assert exercise.files == ("answer.txt",)
    assert [(test.name, test.points, test.title) for test in exercise.tests] == [
        ("clear", 2, {"en": "Clear"}),
        ("friendly", 1, {"en": "Friendly"}),
    ]


def test_a_pack_lends_its_limits_to_exercises_that_say_none(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    (tmp_path / "course/pack.yaml").write_text(PACK)

    pack = read_pack(tmp_path / "course")
    limits = {slug: exercise.exercise.limits for slug, exercise in pack.exercises.items()}

    assert (limits["one"].wall_seconds, limits["one"].memory_mb, limits["one"].test_seconds) == (6, 100, 4)
    assert (limits["two"].wall_seconds, limits["two"].memory_mb) == (9, 100)
    assert pack.exercises["two"].bundle().limits == limits["two"]


def test_a_pack_tells_its_policy_and_who_finds_it(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    (tmp_path / "course/pack.yaml").write_text(PACK)

    pack = read_pack(tmp_path / "course")

    assert pack.visibility == "unlisted"
    assert (pack.grading.counts, pack.grading.attempts, pack.grading.late) == ("last", 3, None)
    assert {exercise.language for exercise in pack.exercises.values()} == {"fr"}


def test_an_exercise_knows_where_each_of_its_keys_is_written(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    (tmp_path / "course/pack.yaml").write_text(PACK)

    part = read_pack(tmp_path / "course").exercises["two"].part

    assert part.place(("limits", "wall_seconds")) == (14, 28)
    assert part.place(("limits",), key=True) == (14, 5)
    assert part.place(("minutes",)) == (12, 5)


def test_an_exercise_in_pack_yaml_finds_the_files_that_it_names_in_the_folder_of_its_id(tmp_path: Path) -> None:
    (tmp_path / "course/one/starter").mkdir(parents=True)
    (tmp_path / "course/one/starter/a.py").write_text("x = 0\n")
    (tmp_path / "course/one/statement.md").write_text("Set x.\n")
    hidden = '{test_a.py: "def test_a():\\n    assert 1\\n"}'
    (tmp_path / "course/pack.yaml").write_text(
        f"id: course\ntitle: T\nlanguages: [en]\nexercises:\n  - id: one\n    hidden: {hidden}\n"
    )

    exercise = read_pack(tmp_path / "course").exercises["one"]

    assert exercise.files == ("a.py",)
    assert exercise.statements == {"": "Set x.\n"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_a_sound_pack_and_so_is_what_is_made_of_it(tmp_path: Path, kind: str) -> None:
    write_new_pack(tmp_path / "my-course", kind)  # type: ignore[arg-type]

    made = read_pack(tmp_path / "my-course")

    assert made.pack.title == {"en": "My course"}
    assert [exercise.kind for exercise in made.exercises.values()] == [kind]
    assert [contents(one) for one in made.exercises.values()] == [
        contents(one) for one in read_pack(TEMPLATES / kind).exercises.values()
    ]
