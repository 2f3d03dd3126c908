"""`pack new`, `pack schema`, and what `pack check` finds and how it says so."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def course(run, tmp_path):
    folder = tmp_path / "my-course"
    assert run("new", folder).exit_code == 0
    return folder


def test_a_new_pack_passes_the_check(run, course):
    result = run("check", course, "--repeats", "2")

    assert result.exit_code == 0, result.output
    assert "1 exercises, 0 faults, 0 warnings" in result.stderr


@pytest.mark.parametrize("kind", ["pytest", "cases", "stdio", "quiz", "text"])
def test_a_new_pack_of_every_kind_has_no_fault_and_no_warning(run, tmp_path, kind):
    assert run("new", tmp_path / "my-course", "--kind", kind).exit_code == 0

    result = run("check", tmp_path / "my-course", "--static")

    assert result.exit_code == 0, result.output
    assert "1 exercises, 0 faults, 0 warnings" in result.stderr


def test_a_new_pack_is_not_written_over_an_old_one(run, course):
    before = (course / "pack.yaml").read_text()

    result = run("new", course)

    assert result.exit_code == 2
    assert (course / "pack.yaml").read_text() == before


def test_all_faults_are_told_at_once_with_their_places(run, course):
    exercise = course / "first-steps/exercise.yaml"
    exercise.write_text(exercise.read_text().replace("minutes:", "minuts:"))
    pack = course / "pack.yaml"
    pack.write_text(pack.read_text().replace("  - first-steps\n", "  - first-steps\n  - first-stepz\n"))

    result = run("check", course, "--static")

    assert result.exit_code == 1
    assert "exercise.yaml:4:1: unknown key 'minuts': did you mean 'minutes'?" in result.stdout
    assert "pack.yaml:10:5: there is no folder 'first-stepz'" in result.stdout


def test_a_starter_and_a_wrong_answer_that_pass_and_a_reference_that_does_not_are_faults(run, course):
    steps = course / "first-steps"
    right = (steps / "reference/greeting.py").read_text()
    (steps / "starter/greeting.py").write_text(right)
    (steps / "mistakes/forgets-the-name/greeting.py").write_text(right)
    (steps / "reference/greeting.py").write_text("def greet(name):\n    return name\n")

    result = run("check", course, "--json", "--repeats", "1")

    messages = " ".join(fault["message"] for fault in json.loads(result.stdout)["faults"])
    assert result.exit_code == 1
    assert "the reference does not pass" in messages
    assert "the starter passes" in messages
    assert "the wrong answer 'forgets-the-name' passes" in messages


def test_results_that_change_from_run_to_run_are_a_fault(run, course):
    test = course / "first-steps/tests/test_greeting.py"
    # Sixteen runs agree by chance once in 32,000 times.
    test.write_text(
        test.read_text()
        + "\n\ndef test_chance():\n    import random\n\n    assert random.SystemRandom().random() < 0.5\n"
    )

    result = run("check", course, "--repeats", "16")

    assert result.exit_code == 1
    assert "the results of test_chance change from run to run" in result.stdout


def test_a_missing_translation_is_a_warning_and_no_fault(run, course):
    pack = course / "pack.yaml"
    pack.write_text(pack.read_text().replace("languages: [en]", "languages: [en, fr]"))

    result = run("check", course, "--static")

    assert result.exit_code == 0
    assert "pack.yaml:3:8: warning: the title is missing in fr" in result.stdout
    assert "warning: there is no statement in fr" in result.stdout


def test_the_schema_describes_both_files_and_refuses_unknown_keys(run):
    schema = json.loads(run("schema").stdout)

    assert {"Pack", "Exercise"} <= set(schema["$defs"])
    assert schema["$defs"]["Exercise"]["additionalProperties"] is False
    assert "minutes" in schema["$defs"]["Exercise"]["properties"]
