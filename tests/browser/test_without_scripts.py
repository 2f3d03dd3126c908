"""Drafts, hints, comparing and bringing back on pages without JavaScript."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.system import System
from tests.browser.visitor import PATIENCE_MS


def test_a_draft_a_hint_two_versions_and_the_code_as_a_file(visit: Visit, system: System) -> None:
    visitor = visit(javascript=False)
    visitor.sign_in(system.new_learner())
    exercise = visitor.open_next_exercise()
    page, name = visitor.page, exercise.files[0]
    code = page.get_by_role("textbox", name=name, exact=True)

    code.fill("begun = 1\n")
    page.get_by_role("button", name="Save for later").click()
    expect(page.get_by_text("It is not handed in yet")).to_be_visible()
    expect(code).to_have_value("begun = 1\n")

    code.fill("begun = 2\n")
    page.get_by_role("button", name="Show me a hint").click()
    expect(page.locator("#hints li")).to_have_count(1)
    expect(code).to_have_value("begun = 2\n")  # what was typed came along

    visitor.write(next(iter(exercise.mistakes.values())).files)
    visitor.hand_in()
    visitor.expect_result("tests passed")
    page.get_by_role("button", name="Show me the next hint").click()
    expect(page.locator("#hints li")).to_have_count(2)

    page.get_by_role("link", name="Go on with this code").click()
    page.get_by_role("link", name="Back to the starting code").click()
    expect(code).to_have_value(exercise.starter.get(name, b"").decode())
    visitor.hand_in()
    expect(page.locator(".result-score")).to_be_visible(timeout=PATIENCE_MS)

    page.get_by_role("link", name="What you wrote before").click()
    page.get_by_role("button", name="Show what differs").click()
    expect(page.locator(".line-added, .line-removed").first).to_be_visible()
    oldest = page.get_by_role("row").filter(has_text="Handed in").last
    with page.expect_download() as download:
        oldest.get_by_role("link", name="Save as a file").click()
    assert Path(download.value.path()).read_bytes() == next(iter(exercise.mistakes.values())).files[name]
    oldest.get_by_role("link", name="Bring back").click()
    expect(code).to_have_value(next(iter(exercise.mistakes.values())).files[name].decode())
