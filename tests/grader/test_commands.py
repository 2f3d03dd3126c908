"""The command `bootcamp`, as an author or operator runs it, in the real sandbox."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import docker
import pytest

ROOT = Path(__file__).parents[2]
ADD = ROOT / "tests" / "data" / "packs" / "tiny" / "add"
DESCRIBE = ROOT / "tests" / "data" / "packs" / "tiny" / "describe"
REFERENCE = ADD / "reference" / "sums.py"


def bootcamp(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("bootcamp")
    return subprocess.run([program, *words], env=os.environ | more, capture_output=True, text=True, check=False)


@pytest.fixture(autouse=True)
def engine(docker_engine: docker.DockerClient) -> None:
    """These need one."""


def test_a_right_answer_ends_with_0_and_one_json_object() -> None:
    done = bootcamp("grade", ADD, REFERENCE, "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["verdict"], report["score"], report["schema"]) == (0, "passed", 1.0, 1)
    assert [test["name"] for test in report["tests"]] == [
        "test_adds_secretly",
        "test_adds_negative_numbers_secretly",
        "test_example",
    ]


def test_a_wrong_answer_ends_with_1_and_says_why() -> None:
    done = bootcamp("grade", ADD, ADD / "starter" / "sums.py")
    assert done.returncode == 1
    assert "add(2, 3) gave 0, but 5 was expected." in done.stdout


def test_a_python_error_is_told_in_plain_words_of_the_language_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "sums.py").write_text("def add(a, b)\n    return a + b\n")
    done = bootcamp("grade", ADD, tmp_path / "sums.py")
    assert "A `:` is missing." in done.stdout
    assert "   1 | def add(a, b)" in done.stdout
    assert "Il manque un `:`." in bootcamp("grade", ADD, tmp_path / "sums.py", "--language", "fr").stdout


def test_a_file_can_be_handed_in_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_bytes(REFERENCE.read_bytes())
    assert bootcamp("grade", ADD, f"{tmp_path / 'mine.py'}=sums.py").returncode == 0


def test_a_folder_is_a_submission_of_several_files() -> None:
    assert bootcamp("grade", DESCRIBE, DESCRIBE / "reference").returncode == 0


@pytest.mark.parametrize(
    "words",
    [(ADD,), ("/nowhere", REFERENCE), (ADD, "/nowhere.py"), (ADD, ROOT / "README.md"), (ROOT / "docs", REFERENCE)],
    ids=["no file", "no exercise", "file not there", "wrong name", "no exercise folder"],
)
def test_bad_usage_ends_with_2_and_a_sentence(words: tuple[str | Path, ...]) -> None:
    done = bootcamp("grade", *words)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_without_an_engine_it_ends_with_3(tmp_path: Path) -> None:
    done = bootcamp("grade", ADD, REFERENCE, "--json", DOCKER_HOST=f"unix://{tmp_path}/nobody.sock")
    assert done.returncode == 3
    assert json.loads(done.stdout)["verdict"] is None
    assert "Traceback" not in done.stderr


def test_the_doctor_finds_engine_images_and_limits_in_order() -> None:
    done = bootcamp("doctor")
    for word in ("memory", "network", "processes"):
        assert word in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_the_doctor_says_what_is_missing(tmp_path: Path) -> None:
    done = bootcamp("doctor", DOCKER_HOST=f"unix://{tmp_path}/nobody.sock")
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr


def test_a_worker_without_an_engine_takes_no_job_and_says_why(tmp_path: Path) -> None:
    done = bootcamp("worker", DOCKER_HOST=f"unix://{tmp_path}/nobody.sock")
    assert done.returncode == 3
    assert "nothing can be graded on this machine" in done.stderr
