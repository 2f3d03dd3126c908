"""A quiz is solved with JavaScript and without it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.system import System, serving
from tests.browser.visitor import PATIENCE_MS, Visitor

PACK = """\
id: asking
title: Questions
languages: [en]
exercises:
  - id: quiz
    kind: quiz
    title: Some questions
    statement: Answer these.
    questions:
      - {name: loop, ask: "Which word begins a loop?", choices: [{text: def}, {text: for, right: true}]}
      - {name: truthy, ask: "Which are true?", type: multiple, choices: [{text: one, right: true}, {text: zero}]}
      - {name: steps, ask: "In which order?", type: order, choices: [{text: read}, {text: think}, {text: write}]}
      - {name: half, ask: "How much is 1 / 2?", type: short, accept: [0.5], explain: A half it is.}
"""


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[System]:
    """A system whose only pack is a quiz."""
    folder = tmp_path / "packs" / "asking"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with serving(tmp_path / "system", port, packs=tmp_path / "packs") as system:
        yield system


def answer(page: Page, loop: str) -> None:
    page.get_by_label(loop, exact=True).check()
    page.get_by_label("one", exact=True).check()
    for number, step in enumerate(("read", "think", "write"), start=1):
        page.locator(".option", has_text=step).get_by_role("combobox").select_option(str(number))
    page.get_by_role("textbox").fill("0,5")


def solve(page: Page, visitor: Visitor, system: System) -> None:
    """Once with a wrong answer, which stands there again, then all right."""
    visitor.sign_in(system.new_learner())
    visitor.open("/exercises/asking/quiz")
    answer(page, "def")
    visitor.hand_in()
    visitor.expect_result("3 of 4 answers are right")
    visitor.open("/exercises/asking/quiz")
    expect(page.get_by_label("def", exact=True)).to_be_checked()
    expect(page.get_by_role("textbox")).to_have_value("0,5")
    answer(page, "for")
    visitor.hand_in()
    visitor.expect_result("All answers are right")
    expect(page.get_by_text("A half it is.")).to_be_attached(timeout=PATIENCE_MS)


def test_a_quiz_is_solved_with_javascript_and_without(asking: System, chromium: Browser) -> None:
    complaints: list[str] = []
    for javascript in (False, True):
        with chromium.new_context(java_script_enabled=javascript) as window:
            page = window.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            solve(page, Visitor(page, asking.address, javascript=javascript), asking)
    assert complaints == []
