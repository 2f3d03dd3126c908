"""What is found by running an exercise, in the real sandbox."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from grader.packs.reader import LoadedExercise, read_exercise
from grader.proving import needs_sandbox, prove

Write = Callable[..., LoadedExercise]
FARE = "def fare(age):\n    return 0 if age < 6 else 250\n"
TESTS = (
    "from fares import fare\n\n\n"
    "def test_young():\n    assert fare(5) == 0\n\n\n"
    "def test_old():\n    assert [fare(6), fare(30)] == [250, 250]\n"
)
SOUND = {
    "starter": {"fares.py": "def fare(age):\n    pass\n"},
    "reference": {"fares.py": FARE},
    "hidden": {"test_fares.py": TESTS},
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A sound exercise, with other keys in the place of its own."""

    def write(**keys: object) -> LoadedExercise:
        (tmp_path / "exercise.yaml").write_text(yaml.safe_dump({**SOUND, **keys}, sort_keys=False))
        return read_exercise(tmp_path)

    return write


def answer(body: str, say: str = "") -> dict[str, object]:
    files = {"fares.py": f"def fare(age):\n    {body}\n"}
    return {"answer": files, "say": say} if say else {"answer": files}


def messages(exercise: LoadedExercise, sandbox, **options: int) -> list[str]:
    chosen = {"repeats": 1, "mutants": 0, **options}
    return [fault.message for fault in prove(exercise, sandbox, **chosen).faults]


def test_a_sound_exercise_has_no_faults_and_its_figures_are_told(write, sandbox):
    mistakes = {
        "off-by-one": answer("return 0 if age <= 6 else 250", "Look at six."),
        "none": answer("pass", "Return."),
    }

    proof = prove(write(mistakes=mistakes), sandbox)

    assert proof.faults == []
    assert proof.usage is not None
    assert proof.usage.peak_memory_bytes > 1_000_000
    assert proof.mutation is not None
    assert (proof.mutation.survivors, proof.mutation.score) == ((), 1)
    assert proof.mutation.mutants > 5


def test_a_reference_that_fails_is_told_with_what_came(write, sandbox):
    exercise = write(reference={"fares.py": FARE.replace("6", "5")}, show="nothing")

    assert messages(exercise, sandbox, mutants=60) == [
        "the reference does not pass (failed): test_young did not pass: expected 0, got 250"
    ]


def test_a_test_that_is_at_fault_is_told(write, sandbox):
    exercise = write(hidden={"test_fares.py": TESTS + "\n\nimport nowhere\n"})

    found = messages(exercise, sandbox)

    assert "nowhere" in found[0]
    assert found[0].startswith("the reference does not pass (grader_error)")


def test_results_that_change_are_told(write, sandbox):
    chance = "\n\ndef test_chance():\n    import random\n\n    assert random.SystemRandom().random() < 0.5\n"

    # Sixteen runs agree by chance once in 32,000 times.
    found = messages(write(hidden={"test_fares.py": TESTS + chance}), sandbox, repeats=16)

    assert "the results of test_chance change from run to run (16 runs of the reference)" in found


def test_a_reference_that_leaves_too_little_room_is_told(write, sandbox):
    slow = "import time\n\ndata = bytearray(b'x' * 40_000_000)\n\n\n" + FARE.replace(
        "\n ", "\n    time.sleep(0.4)\n ", 1
    )
    limits = {"test_seconds": 1, "wall_seconds": 30, "memory_mb": 128}

    found = messages(write(reference={"fares.py": slow}, limits=limits), sandbox)

    assert [message.partition(" of ")[2].partition(":")[0] for message in found] == [
        "test_seconds (1)",
        "memory_mb (128)",
    ]


def test_a_starter_and_a_wrong_answer_that_pass_are_told(write, sandbox):
    exercise = write(starter={"fares.py": FARE + "\n"}, mistakes={"right": answer("return 250 * (age >= 6)")})

    assert messages(exercise, sandbox) == [
        "the wrong answer 'right' passes: the hidden tests do not notice what is wrong",
        "the starter passes: the hidden tests do not notice what is wrong",
    ]


def test_the_starter_of_a_refactoring_may_pass(write, sandbox):
    exercise = write(starter={"fares.py": "def fare(age):\n    return 250 * (age >= 6)\n"}, refactoring=True)

    assert messages(exercise, sandbox) == []


def test_mistakes_that_the_tests_do_not_tell_apart_are_told(write, sandbox):
    mistakes = {
        "six": answer("return 0 if age <= 6 else 250", "Look at six."),
        "seven": answer("return 0 if age < 7 else 250", "Not seven."),
        "said-nothing": answer("return 0 if age < 7 else 250 "),
    }

    assert messages(write(mistakes=mistakes), sandbox) == [
        "the wrong answer 'seven' fails just as 'six' does: learners who give it are told what belongs to 'six'"
    ]


def test_a_mistake_that_fails_in_another_way_each_time_is_told(write, sandbox):
    mistakes = {"chance": answer("import secrets; return secrets.token_hex()", "Return a number.")}

    assert messages(write(mistakes=mistakes), sandbox) == [
        "the wrong answer 'chance' fails in another way from run to run: learners who give it will not always be told"
    ]


def test_inputs_must_show_a_difference(write, sandbox):
    mistakes = {"off-by-one": answer("return 0 if age <= 6 else 250")}
    starter = {"fares.py": "def fare(age):\n    return 0 if age < 6 else 25\n"}
    wide, narrow = ({"age": {"integer": {"min": low, "max": 99}}} for low in (0, 99))

    good = write(mistakes=mistakes, starter=starter, inputs={"call": "fare", "arguments": wide})
    assert messages(good, sandbox) == []
    none = write(mistakes=mistakes, starter=starter, inputs={"call": "fare", "arguments": narrow, "where": "age > 99"})
    assert messages(none, sandbox) == [
        "no small input was found on which any of the wrong answers differs from the reference"
    ]


def test_a_strategy_that_cannot_be_used_is_told(write, sandbox, tmp_path):
    (tmp_path / "strategy.py").write_text("arguments = 3\n")

    found = messages(write(inputs={"call": "fare", "strategy": "strategy.py"}), sandbox)

    assert len(found) == 1
    assert found[0].startswith("no small input can be looked for: ")


def test_weak_tests_get_a_warning_and_equivalent_mutants_do_not_count(write, sandbox):
    weak = TESTS.replace("fare(6), fare(30)", "fare(29), fare(30)")

    proof = prove(write(hidden={"test_fares.py": weak}), sandbox, repeats=1)
    assert proof.mutation is not None
    survivors = proof.mutation.survivors
    assert {mutant.diff.splitlines()[-1] for mutant in survivors} == {
        "+    return 0 if age <= 6 else 250",
        "+    return 0 if age < 7 else 250",
    }
    assert [fault.warning for fault in proof.faults] == [True]
    assert "small mistakes in the reference" in proof.faults[0].message

    known = {survivors[0].id: "Ages are given in steps of ten."}
    again = prove(write(hidden={"test_fares.py": weak}, equivalent=known), sandbox, repeats=1)
    assert again.mutation is not None
    assert again.mutation.survivors == survivors[1:]
    assert again.equivalent == 1


def test_a_quiz_and_a_text_need_no_sandbox(tmp_path):
    question = {"name": "sum", "ask": "1.5 + 1.5?", "type": "short", "accept": [3, "three", "3.0"]}
    (tmp_path / "exercise.yaml").write_text(yaml.safe_dump({"kind": "quiz", "questions": [question]}))
    quiz = read_exercise(tmp_path)
    criterion = {"name": "style", "title": "Style"}
    (tmp_path / "exercise.yaml").write_text(yaml.safe_dump({"kind": "text", "criteria": [criterion]}))
    text = read_exercise(tmp_path)

    assert not needs_sandbox(quiz)
    assert not needs_sandbox(text)
    assert prove(quiz, None).faults == []
    assert prove(text, None).faults == []
