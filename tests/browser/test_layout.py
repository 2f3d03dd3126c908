"""Every main page on the narrowest phone, and with the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.system import System

PAGES = {
    "learner": ["/", "/submissions", "/account", "/learned", "/help"],
    "instructor": ["/packs"],
    "lead": ["/cohorts", "/help/waiting"],
    "admin": ["/system"],
}


@pytest.mark.parametrize(("role", "paths"), PAGES.items(), ids=PAGES)
def test_nothing_is_wider_than_a_narrow_phone(visit: Visit, system: System, role: str, paths: list[str]) -> None:
    visitor = visit(width=320)
    visitor.sign_in(system.accounts[role])
    for path in paths:
        visitor.open(path)
        expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_the_exercise_page_fits_a_narrow_phone(visit: Visit, system: System) -> None:
    visitor = visit(width=320)
    visitor.sign_in(system.new_learner())
    visitor.open_next_exercise()
    expect(visitor.page.locator(".cm-content").first).to_be_visible()
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_first_tab_offers_to_skip_to_the_content(visit: Visit, system: System) -> None:
    visitor = visit()
    visitor.sign_in(system.new_learner())
    visitor.open("/")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("main")).to_be_focused()
