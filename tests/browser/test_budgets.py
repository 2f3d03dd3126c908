"""How light the pages are, as Chromium counts what comes over the line; and that a slow line is enough."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import Visit
from tests.browser.system import System

WITHOUT_EDITOR = 60_000
WITH_EDITOR = 260_000
LATER_PAGE = 15_000
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
"""Bytes a second; Chromium's own preset "Slow 3G"."""
PATIENCE_ON_SLOW_3G_MS = 5_000


@dataclass
class Traffic:
    """What came over the line since the beginning, headers included."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)

    def hosts(self) -> set[str]:
        return {urlsplit(address).netloc for address in self.addresses.values()}

    def total(self, *, leave_out: str = "nothing is called so") -> float:
        return sum(size for request, size in self.sizes.items() if leave_out not in self.addresses.get(request, ""))


def listened(session: CDPSession) -> Traffic:
    traffic = Traffic()

    def sent(event: dict[str, Any]) -> None:
        traffic.addresses[event["requestId"]] = event["request"]["url"]

    def loaded(event: dict[str, Any]) -> None:
        traffic.sizes[event["requestId"]] = event["encodedDataLength"]

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", loaded)
    session.send("Network.enable")
    return traffic


@contextmanager
def counted(page: Page) -> Iterator[Traffic]:
    session = page.context.new_cdp_session(page)
    traffic = listened(session)
    yield traffic
    session.detach()


@pytest.fixture
def exercise(system: System) -> str:
    return f"/exercises/python-foundations/{system.order('python-foundations')[0]}"


def test_the_first_visit_of_an_exercise_keeps_to_its_budget(visit: Visit, system: System, exercise: str) -> None:
    visitor = visit()
    visitor.sign_in(system.new_learner())
    visitor.page.context.new_cdp_session(visitor.page).send("Network.clearBrowserCache")
    with counted(visitor.page) as traffic:
        visitor.open(exercise)
        expect(visitor.page.locator(".cm-content").first).to_be_visible()
        visitor.page.wait_for_load_state("networkidle")
    host = urlsplit(visitor.page.url).netloc
    assert traffic.hosts() == {host}
    assert any("/assets/editor-" in address for address in traffic.addresses.values())
    assert 0 < traffic.total(leave_out="/assets/editor-") <= WITHOUT_EDITOR
    assert traffic.total() <= WITH_EDITOR


def test_later_pages_are_small(visit: Visit, system: System, exercise: str) -> None:
    visitor = visit()
    visitor.sign_in(system.new_learner())
    visitor.open(exercise)
    expect(visitor.page.locator(".cm-content").first).to_be_visible()
    for path in (exercise, "/", "/submissions", "/account", f"{exercise}/earlier"):
        with counted(visitor.page) as traffic:
            visitor.open(path)
            visitor.page.wait_for_load_state("networkidle")
        assert 0 < traffic.total() <= LATER_PAGE, path


def test_an_exercise_is_usable_within_five_seconds_on_slow_3g(visit: Visit, system: System, exercise: str) -> None:
    """The one test about time: the statement can be read, code can be typed, the form can be sent."""
    visitor = visit(width=360)
    visitor.sign_in(system.new_learner())
    page = visitor.page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    page.goto(urlsplit(page.url)._replace(path=exercise).geturl(), wait_until="commit")
    field = page.locator("#workspace textarea:visible, #workspace .cm-content").first
    expect(page.locator(".prose").first).to_be_visible(timeout=PATIENCE_ON_SLOW_3G_MS)
    expect(field).to_be_editable(timeout=PATIENCE_ON_SLOW_3G_MS)
    field.press_sequentially("x = 1")
    expect(page.get_by_role("button", name="Hand in", exact=True)).to_be_enabled(timeout=PATIENCE_ON_SLOW_3G_MS)
    since = page.evaluate("performance.now()")
    assert since <= PATIENCE_ON_SLOW_3G_MS
    # What was typed before the editor had come is in it, and the cursor stays.
    expect(page.locator(".cm-content").first).to_contain_text("x = 1", timeout=60_000)
    expect(page.locator(".cm-content").first).to_be_focused()
