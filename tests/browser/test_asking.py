"""The whole way of a question: lines are marked, a mentor answers on them, and both see what is new."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.system import Account, System
from tests.browser.visitor import Visitor

CODE = b"first = 1\nsecond = 2\nthird = 3\nfourth = 4\n"


def handed_in(visitor: Visitor, system: System, account: Account) -> None:
    """Opens the page of something that was handed in and graded."""
    visitor.sign_in(account)
    exercise = visitor.open_next_exercise()
    visitor.write({exercise.files[0]: CODE})
    visitor.hand_in()
    expect(visitor.page.locator("#result .result-head time")).to_be_visible(timeout=60_000)
    visitor.page.get_by_role("link", name="Ask a person about it").click()
    expect(visitor.page.get_by_role("heading", name="Ask a person")).to_be_visible()


def marked(page: Page) -> list[str]:
    return [str(row.get_attribute("data-line")) for row in page.locator(".code-line-chosen").all()]


def mark_by_keyboard(page: Page) -> None:
    """Lines 2 and 3."""
    page.get_by_role("button", name="Line 1", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Line 2 is marked.")).to_be_attached()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.get_by_role("status").filter(has_text="Lines 2 to 3 are marked.")).to_be_attached()
    assert marked(page) == ["2", "3"]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_question_to_its_answer(visit: Visit, system: System, javascript: bool) -> None:
    account = system.new_learner()
    learner = visit(javascript=javascript)
    handed_in(learner, system, account)
    if javascript:
        mark_by_keyboard(learner.page)
    else:
        learner.page.get_by_label("First line").fill("2")
        learner.page.get_by_label("Last line").fill("3")
    question = f"Why two lines? {account.email}"
    learner.page.get_by_label("Your question").fill(question)
    learner.page.get_by_role("button", name="Send the question").click()
    expect(learner.page.locator(".said").get_by_text("lines 2 to 3")).to_be_visible()
    expect(learner.page.get_by_text("Nobody has read it yet")).to_be_visible()

    lead = visit(javascript=javascript)
    lead.sign_in(system.accounts["lead"])
    help_link = lead.page.get_by_role("navigation", name="Main").get_by_role("link", name=re.compile("^Help"))
    expect(help_link).to_contain_text(re.compile(r"questions? waits?"))
    help_link.click()
    lead.page.get_by_role("link", name=question).click()
    said = lead.page.locator(".code-said")
    expect(said).to_contain_text(question)
    assert said.evaluate("row => row.previousElementSibling.dataset.line") == "3"
    expect(lead.page.get_by_label("First line")).to_have_value("2")
    lead.page.get_by_label("Your answer").fill("Because *each* has a name.")
    lead.page.get_by_role("button", name="Send the answer").click()
    expect(lead.page.get_by_text("the learner has not read it yet")).to_be_visible()

    learner.open("/")
    mine = learner.page.get_by_role("navigation", name="Main").get_by_role("link", name=re.compile("^Help"))
    expect(mine).to_contain_text("1 new answer")
    mine.click()
    learner.page.get_by_role("link", name=question).click()
    expect(learner.page.locator(".said-mentor em")).to_have_text("each")
    expect(mine).to_have_text("Help")
    learner.page.get_by_role("button", name="It is solved").click()
    expect(learner.page.locator("#help").get_by_text("Solved", exact=True)).to_be_visible()
    expect(mine).to_have_text("Help")


def test_lines_are_marked_by_drawing_over_them_and_the_fields_say_the_same(visit: Visit, system: System) -> None:
    learner = visit()
    handed_in(learner, system, system.new_learner())
    page = learner.page
    page.get_by_role("button", name="Line 4", exact=True).hover()
    page.mouse.down()
    page.get_by_role("button", name="Line 2", exact=True).hover()
    page.mouse.up()
    page.get_by_role("button", name="Line 1", exact=True).hover()
    assert marked(page) == ["2", "3", "4"]
    expect(page.get_by_label("First line")).to_have_value("2")
    expect(page.get_by_label("Last line")).to_have_value("4")
    page.get_by_label("Last line").fill("3")
    assert marked(page) == ["2", "3"]
    page.get_by_role("button", name="Line 1", exact=True).focus()
    page.keyboard.press("Escape")
    assert marked(page) == []
    expect(page.get_by_label("First line")).to_have_value("")


def test_the_pages_fit_a_narrow_phone(visit: Visit, system: System) -> None:
    learner = visit(width=320)
    handed_in(learner, system, system.new_learner())
    for path in ("", "/help", "/learned", "/portfolio", "/certificates/new/python-foundations"):
        if path:
            learner.open(path)
        expect(learner.page.get_by_role("heading", level=1)).to_be_visible()
        assert learner.page.evaluate("document.documentElement.scrollWidth") <= 320, path
