"""axe-core finds nothing on any page: English and Arabic, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.places import Furnished, Place, furnish
from tests.browser.system import ROOT, System

AXE = ROOT / "web" / "assets" / "node_modules" / "axe-core" / "axe.min.js"
ALL: dict[str, object] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS: dict[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""In the dark only the colours differ."""
_RUN = """(rules) => axe.run({ runOnly: rules }).then((found) => found.violations.map((one) => ({
  rule: one.id,
  help: one.help,
  nodes: one.nodes.map((node) => node.html.slice(0, 200)),
})))"""


@pytest.fixture(scope="module")
def furnished(system: System) -> Iterator[Furnished]:
    yield furnish(system, learners=1)
    for account in system.accounts.values():
        system.prefer(account, "en", "auto")


def _pages(browser: Browser, furnished: Furnished, language: str) -> Iterator[tuple[Place, Page]]:
    """Each place, opened in a window of its role."""
    opened: dict[str, Page] = {}
    for place in furnished.places():
        if place.role not in opened:
            opened[place.role] = page = browser.new_context(locale=language).new_page()
            if place.role:
                furnished.sign_in(page, place.role, language=language)
        page = opened[place.role]
        page.goto(furnished.system.address + place.path)
        page.wait_for_load_state("networkidle")
        yield place, page
    for page in opened.values():
        page.context.close()


def _violations(page: Page, rules: dict[str, object]) -> list[Any]:
    page.evaluate(AXE.read_text())  # not as a script of the page: its policy would refuse one
    found: list[Any] = page.evaluate(_RUN, rules)
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_has_a_violation(chromium: Browser, furnished: Furnished, language: str) -> None:
    found = {}
    for place, page in _pages(chromium, furnished, language):
        assert page.locator("html").get_attribute("lang") == language, place
        for look in ("light", "dark"):
            page.locator("html").evaluate("(root, look) => (root.dataset.theme = look)", look)
            if violations := _violations(page, ALL if look == "light" else COLOURS):
                found[place.name, look] = violations
    assert found == {}
