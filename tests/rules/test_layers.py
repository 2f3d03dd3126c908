"""Who may import whom, where import-linter does not look: the folder with the hyphen, and the tests."""

from __future__ import annotations

import sys
from pathlib import PurePosixPath

import pytest

from tests.rules.tree import imported, python_files, tracked

HARNESS = python_files("sandbox-images/")
TESTS = python_files("tests/")


@pytest.mark.parametrize("name", HARNESS)
def test_a_harness_imports_the_standard_library_its_test_runner_and_its_siblings_only(name: str) -> None:
    image = "/".join(PurePosixPath(name).parts[:3])
    siblings = {
        PurePosixPath(other).relative_to(image).parts[0].removesuffix(".py") for other in python_files(f"{image}/")
    }
    allowed = sys.stdlib_module_names | siblings | {"pytest", "_pytest", "hypothesis", ""}
    assert {module.split(".")[0] for module in imported(name)} <= allowed


@pytest.mark.parametrize("name", python_files("web/"))
def test_web_reaches_only_the_graders_data_models(name: str) -> None:
    allowed = {
        *("packs", "kinds", "model", "bundles", "jobs", "reports", "explanations", "submissions", "archives"),
        *("errors", "explained", "messages", "plain_words", "queue_access"),
    }
    reached = {module.split(".")[1] for module in imported(name) if module.startswith("grader.")}
    assert reached <= allowed
    assert "docker" not in {module.split(".")[0] for module in imported(name)}


@pytest.mark.parametrize("name", python_files("grader/"))
def test_the_grader_knows_no_web_and_no_database(name: str) -> None:
    forbidden = {"web", "flask", "sqlalchemy", "alembic", "psycopg", "sqlite3"}
    assert not forbidden & {module.split(".")[0] for module in imported(name)}


@pytest.mark.parametrize("name", TESTS)
def test_tests_patch_nothing_of_ours(name: str) -> None:
    assert not {module for module in imported(name) if module.split(".")[:2] == ["unittest", "mock"]}


def test_the_folders_that_the_rules_speak_of_are_there() -> None:
    assert HARNESS
    assert TESTS
    assert any(name.startswith("web/") for name in tracked())
