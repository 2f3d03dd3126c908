"""Two windows on one exercise: neither overwrites the other silently, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.system import System
from tests.browser.test_editor import type_over
from tests.browser.visitor import Visitor

SAVED = re.compile("^Saved")
CONFLICT = re.compile(r"also changed in another tab or on another device, at \d")


def editor(page: Page) -> Locator:
    expect(page.locator(".cm-content").first).to_be_visible()
    return page.locator(".cm-content").first


def second_window(first: Visitor) -> Page:
    """Another tab of the same browser, on the same exercise."""
    page = first.page.context.new_page()
    page.goto(first.page.url)
    return page


@pytest.fixture
def diverged(visit: Visit, system: System) -> tuple[Page, Page]:
    """Two tabs, both opened before anything was typed; the second one knows that the first one saved."""
    visitor = visit()
    visitor.sign_in(system.new_learner())
    visitor.open_next_exercise()
    other = second_window(visitor)
    editor(other)
    type_over(editor(visitor.page), "first = 1")
    expect(visitor.page.locator("[data-keeping]")).to_have_text(SAVED)
    type_over(editor(other), "second = 2")
    expect(other.locator("[data-diverged]")).to_contain_text(CONFLICT)
    return visitor.page, other


def test_the_difference_is_shown_and_mine_is_kept(diverged: tuple[Page, Page]) -> None:
    first, second = diverged
    second.get_by_role("button", name="See the difference").click()
    expect(second.locator("#diverged-difference .line-added")).to_contain_text("first = 1")
    expect(second.locator("#diverged-difference .line-removed")).to_contain_text("second = 2")
    second.get_by_role("button", name="Keep mine").click()
    expect(second.locator("[data-keeping]")).to_have_text(SAVED)
    second.reload()
    expect(editor(second)).to_contain_text("second = 2")
    # The other one is not lost, and its window is told in its turn.
    second.get_by_role("link", name="What you wrote before").click()
    second.get_by_role("row", name="Put aside").get_by_role("link", name="Bring back").click()
    expect(editor(second)).to_contain_text("first = 1")
    type_over(editor(first), "first = 3")
    expect(first.locator("[data-diverged]")).to_contain_text(CONFLICT)


def test_the_other_is_taken_and_mine_is_kept_aside(diverged: tuple[Page, Page]) -> None:
    _first, second = diverged
    second.get_by_role("button", name="Take the other").click()
    expect(editor(second)).to_contain_text("first = 1")
    second.get_by_role("link", name="What you wrote before").click()
    second.get_by_role("row", name="Put aside").get_by_role("link", name="Bring back").click()
    expect(editor(second)).to_contain_text("second = 2")


def test_another_device_goes_on_where_this_one_stopped(visit: Visit, system: System) -> None:
    account = system.new_learner()
    phone, desk = visit(width=360), visit()
    for visitor in (phone, desk):
        visitor.sign_in(account)
    phone.open_next_exercise()
    type_over(editor(phone.page), "begun = 'on the phone'")
    expect(phone.page.locator("[data-keeping]")).to_have_text(SAVED)
    desk.open_next_exercise()
    expect(editor(desk.page)).to_contain_text("begun = 'on the phone'")


def test_what_is_typed_while_the_server_is_away_is_kept_and_saved_later(visit: Visit, system: System) -> None:
    visitor = visit()
    visitor.sign_in(system.new_learner())
    visitor.open_next_exercise()
    page = visitor.page
    editor(page)
    page.context.set_offline(True)
    type_over(editor(page), "typed = 'meanwhile'")
    expect(page.locator("[data-keeping]")).to_contain_text("Kept in this browser")
    page.context.set_offline(False)
    expect(page.locator("[data-keeping]")).to_have_text(SAVED)
    page.reload()
    expect(editor(page)).to_contain_text("typed = 'meanwhile'")


def test_the_starting_code_comes_back_and_undo_takes_it_away(visit: Visit, system: System) -> None:
    visitor = visit()
    visitor.sign_in(system.new_learner())
    visitor.open_next_exercise()
    page = visitor.page
    type_over(editor(page), "mine = 1")
    page.get_by_role("link", name="Back to the starting code").click()
    expect(editor(page)).not_to_contain_text("mine = 1")
    page.get_by_role("button", name="Undo").click()
    expect(editor(page)).to_contain_text("mine = 1")
