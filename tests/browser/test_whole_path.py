"""The whole way: a wrong answer, why it is wrong, the mended one, the course map, the grade, the CSV."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.system import System


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_wrong_answer_to_a_grade(visit: Visit, system: System, javascript: bool) -> None:
    account = system.new_learner()
    learner = visit(javascript=javascript)
    learner.sign_in(account)
    exercise = learner.open_next_exercise()
    title = learner.page.get_by_role("heading", level=1).inner_text()

    learner.write(next(iter(exercise.mistakes.values())).files)
    learner.hand_in()
    learner.expect_result("tests passed")
    failing = learner.page.locator("#result details[open]").first
    expect(failing.locator(".test-title")).not_to_be_empty()
    expect(failing.locator(".test-body")).not_to_be_empty()

    learner.go_back_to_the_editor()
    learner.write(exercise.reference)
    learner.hand_in()
    learner.expect_result("All tests passed")

    learner.open("/")
    step = learner.page.get_by_role("listitem").filter(has=learner.page.get_by_role("link", name=title, exact=True))
    expect(step).to_have_class(re.compile(r"\bstep-passed\b"))
    learner.sign_out()

    lead = visit(javascript=javascript)
    lead.sign_in(system.accounts["lead"])
    lead.page.get_by_role("link", name="Cohorts").click()
    lead.page.locator("main").get_by_role("link").first.click()
    column = lead.page.get_by_role("columnheader").all_inner_texts().index(title)
    row = lead.page.get_by_role("row").filter(has=lead.page.get_by_role("rowheader", name=account.email[:16]))
    expect(row.locator("th, td").nth(column)).to_contain_text("100%")
    expect(row.locator("th, td").nth(column)).to_contain_text("2 tries")

    with lead.page.expect_download() as download:
        lead.page.get_by_role("link", name="Download as CSV").click()
    rows = list(csv.reader(Path(download.value.path()).read_text("utf-8-sig").splitlines()))
    assert any(exercise.id in cell for cell in rows[0])
    assert any(account.email in line for line in rows)


def test_the_verdict_arrives_without_a_reload(visit: Visit, system: System) -> None:
    learner = visit()
    learner.sign_in(system.new_learner())
    exercise = learner.open_next_exercise()
    learner.page.evaluate("window.stayed = true")
    learner.write(exercise.starter)
    learner.hand_in()
    expect(learner.page.locator("#result .tests, #result .notice").first).to_be_visible(timeout=30_000)
    assert learner.page.evaluate("window.stayed")
    expect(learner.page.locator("#voice")).not_to_be_empty()
