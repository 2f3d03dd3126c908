"""The documentation says all that the code knows, and nothing that it does not."""

from __future__ import annotations

import re

import pytest

from grader.explanations import SENTENCES
from grader.reports import Outcome, Verdict
from tests.attacks.corpus import read_attacks
from tests.rules.tree import ROOT, python_files, text_of, tracked

SETTING = re.compile(r"\bBOOTCAMP_[A-Z][A-Z_]*[A-Z]\b")
PROGRAMS = ("web/", "grader/", "scripts/", "Makefile", "compose.yaml")
REPORTS = text_of("docs/reports.md")
SECURITY = text_of("SECURITY.md")


def _settings_in_code() -> set[str]:
    names = [
        name for name in tracked() if name.startswith(PROGRAMS) and name.endswith((".py", ".yaml", ".sh", "Makefile"))
    ]
    return {setting for name in names for setting in SETTING.findall(text_of(name))}


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    assert _settings_in_code() == set(SETTING.findall(text_of("docs/settings.md")))


@pytest.mark.parametrize("word", [*Verdict, *Outcome, *SENTENCES])
def test_every_verdict_outcome_and_explanation_is_documented(word: str) -> None:
    assert f"| `{word}` |" in REPORTS


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_the_documented_sentence_is_the_one_that_is_said(code: str, sentence: str) -> None:
    assert f"| `{code}` | {sentence} |" in REPORTS


def test_every_test_that_security_names_exists() -> None:
    named = re.findall(r"`(tests/[\w/.-]+\.py)(?:::(\w+))?`", SECURITY)
    assert named
    for path, function in named:
        assert (ROOT / path).is_file(), path
        assert not function or f"def {function}(" in text_of(path), f"{path}::{function}"


def test_every_attack_that_security_names_exists() -> None:
    named = {
        name for line in re.findall(r"attacks? ((?:`\w+`(?:, )?)+)", SECURITY) for name in re.findall(r"\w+", line)
    }
    assert len(named) > 20
    assert named <= set(read_attacks())


@pytest.mark.parametrize("name", [name for name in tracked() if name.endswith(".md")])
def test_links_between_documents_lead_somewhere(name: str) -> None:
    if name.startswith("tests/data/"):
        return
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text_of(name))
    assert [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()] == []


def test_the_grader_has_no_setting_for_a_database_or_a_secret() -> None:
    settings = {setting for name in python_files("grader/") for setting in SETTING.findall(text_of(name))}
    assert not settings & {"BOOTCAMP_DATABASE_URL", "BOOTCAMP_SECRET_KEY"}
