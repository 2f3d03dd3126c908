"""Each fault of an exercise is told once, with its line and column, in words that help to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.packs.faults import FaultyPack
from grader.packs.reader import read_exercise, read_pack

BLOCKS = (Path(__file__).parents[2] / "data/faulty-exercises.txt").read_text("utf-8").split("====\n")
"""exercise.yaml, then an arrow, then its faults."""
SOUND = 'files: [a.py]\nhidden: {test_a.py: "def test_a():\\n    assert 1\\n"}\n'
PACK = "id: course\ntitle: T\nlanguages: [en]\n"


def faults_of(folder: Path) -> list[str]:
    """What is wrong with the pack or exercise, paths from its folder."""
    with pytest.raises(FaultyPack) as error:
        (read_pack if (folder / "pack.yaml").exists() else read_exercise)(folder)
    return [str(fault).replace(f"{folder}/", "") for fault in error.value.faults]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "course/one").mkdir(parents=True)
    return tmp_path / "course"


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("-->\n")[1].split("\n")[0][:60])
def test_every_fault_of_an_exercise_is_told_at_its_place(tmp_path: Path, block: str) -> None:
    text, expected = block.split("-->\n")
    (tmp_path / "exercise.yaml").write_text(text, "utf-8")

    assert faults_of(tmp_path) == [f"exercise.yaml:{line}" for line in expected.splitlines()]


def test_there_are_enough_of_them() -> None:
    assert len(set(BLOCKS)) > 100


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("exercises: [one, one]\n", ["pack.yaml:4:18: the exercise 'one' is there already"]),
        ("exercises: [one, {id: one}]\n", ["pack.yaml:4:18: the exercise 'one' is there already"]),
        ("exercises: [one, oen]\n", ["pack.yaml:4:18: there is no folder 'oen': did you mean 'one'?"]),
        ("exercises: [one, One]\n", ["pack.yaml:4:18: 'One' may hold a-z, 0-9 and hyphens only"]),
        ("exercises: [one]\nprerequisites: {two: []}\n", ["pack.yaml:5:17: there is no exercise 'two'"]),
        ("exercises: [one]\nprerequisites: {one: [two]}\n", ["pack.yaml:5:23: there is no exercise 'two'"]),
        ("exercises: [one]\ngrading: {count: best}\n", ["pack.yaml:5:11: unknown key 'count': did you mean 'counts'?"]),
        ("exercises: [one]\ngrading: {attempts: 0}\n", ["pack.yaml:5:21: attempts must be 1 or more"]),
        (
            "exercises: [one]\nvisibility: list\n",
            ["pack.yaml:5:13: visibility must be 'listed', 'unlisted' or 'instructors': did you mean 'listed'?"],
        ),
        (
            "exercises:\n  - one\n  - {id: two, kind: text, criteria: [{nam: a, title: A}]}\n",
            ["pack.yaml:6:39: unknown key 'nam': did you mean 'name'?"],
        ),
        ("exercises: [one, {id: two, tgs: []}]\n", ["pack.yaml:4:28: unknown key 'tgs': did you mean 'tags'?"]),
        ("exercises: [one, {id: two, kind: quiz}]\n", ["pack.yaml:4:18: an exercise of kind quiz needs `questions`"]),
        ("exercises:\n  - one\n  - 5\n", ["pack.yaml:6:5: an entry of exercises must be a text; put it in quotes"]),
    ],
)  # fmt: skip
def test_every_fault_of_a_pack_is_told_at_its_place(folder: Path, text: str, faults: list[str]) -> None:
    (folder / "one/exercise.yaml").write_text(SOUND)
    (folder / "pack.yaml").write_text(PACK + text)

    assert faults_of(folder) == faults


def test_faults_of_pack_and_exercises_are_told_in_one_go(folder: Path) -> None:
    (folder / "one/exercise.yaml").write_text(SOUND + "minuts: 5\nsupport: [b.py]\n")
    inline = "  - {id: two, kind: text}\n  - {id: three, titel: T, kind: quiz}\n"
    (folder / "pack.yaml").write_text(PACK + "licens: MIT\nexercises:\n  - one\n" + inline)

    assert faults_of(folder) == [
        "one/exercise.yaml:3:1: unknown key 'minuts': did you mean 'minutes'?",
        "one/exercise.yaml:4:11: there is no file support/b.py",
        "pack.yaml:4:1: unknown key 'licens': did you mean 'licence'?",
        "pack.yaml:7:5: an exercise of kind text needs `criteria`: what a person looks at",
        "pack.yaml:8:17: unknown key 'titel': did you mean 'title'?",
    ]


def test_a_fault_of_the_tests_is_told_in_their_file(folder: Path) -> None:
    (folder / "one/tests").mkdir()
    (folder / "one/starter").mkdir()
    (folder / "one/starter/a.py").write_text("")
    (folder / "one/tests/test_a.py").write_text("def test_a():\n    x = = 1\n")

    assert faults_of(folder / "one") == ["tests/test_a.py:2:9: is no Python: invalid syntax"]


def test_an_exercise_cannot_be_written_in_two_places(folder: Path) -> None:
    (folder / "one/exercise.yaml").write_text(SOUND)
    (folder / "pack.yaml").write_text(PACK + "exercises: [{id: one, kind: text}]\n")

    assert faults_of(folder) == [
        "pack.yaml:4:18: the exercise 'one' is written here and in one/exercise.yaml: keep one"
    ]


def test_a_strategy_without_the_variable_that_is_looked_for_is_a_fault(folder: Path) -> None:
    text = "kind: cases\nreference: {a.py: x}\ncases: [{call: f(1), returns: 1}]\ninputs: {strategy: inputs.py}\n"
    (folder / "one/exercise.yaml").write_text(text)
    (folder / "one/inputs.py").write_text("argument = 1\n")

    message = "there is no variable `arguments`: a Hypothesis strategy of tuples of arguments"
    assert faults_of(folder / "one") == [f"inputs.py:1:1: {message}"]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("title: \x01\n", ["exercise.yaml:1:8: the character U+0001 may not stand in YAML"]),
        (f"minutes: 0x{'f' * 500}\n", ["exercise.yaml:1:10: a number may have 400 digits at most"]),
        ("a: " + "[" * 5_000, ["exercise.yaml:1:1: is nested too deeply"]),
        ("a: " + "x" * 300_000, ["exercise.yaml:1:1: is larger than 256 kB"]),
    ],
    ids=["control character", "long number", "deep", "large"],
)
def test_yaml_that_would_cost_too_much_is_refused(folder: Path, text: str, faults: list[str]) -> None:
    (folder / "one/exercise.yaml").write_text(text)

    assert [fault for fault in faults_of(folder / "one") if fault in faults] == faults


def test_text_that_is_no_utf_8_is_a_fault_at_its_line(folder: Path) -> None:
    (folder / "one/exercise.yaml").write_bytes(b"minutes: 5\ntitle: caf\xe9\n")

    assert faults_of(folder / "one") == ["exercise.yaml:2:1: is not UTF-8 text"]


@pytest.mark.parametrize("name", ["exercise.yaml", "statement.md", "tests/test_a.py"])
def test_a_link_to_a_file_elsewhere_is_not_followed(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / "one/tests").mkdir()
    for path in ("exercise.yaml", "statement.md", "tests/test_a.py"):
        (folder / "one" / path).write_text("")
    (tmp_path / "secret").write_text("secret: [\n")
    (folder / "one" / name).unlink()
    (folder / "one" / name).symlink_to(tmp_path / "secret")

    faults = faults_of(folder / "one")

    assert any(fault.startswith(f"{name}:1:1: is ") and "link" in fault for fault in faults)
    assert "secret" not in "".join(faults)
