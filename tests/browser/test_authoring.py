"""An instructor's whole way: a new pack, a fault at its line, mended, preview, run, publish, a learner, a regrade."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.system import System

PATIENCE_MS = 60_000
_PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
EXERCISE = "first-steps/exercise.yaml"
TESTS = "first-steps/tests/test_greeting.py"


def _write(page: Page, text: str, *, javascript: bool) -> None:
    """Replaces the text of the open file and saves it."""
    if javascript:
        expect(page.locator(".cm-content").first).to_be_visible()
        field = page.get_by_role("textbox", name=re.compile(r"\.(yaml|py|md)$"))
        field.press("Control+a")
        field.evaluate(_PASTE, text)
    else:
        page.locator("#text").fill(text)


def _open(page: Page, address: str, pack: str, file: str) -> str:
    """Opens a file of the draft; returns its text."""
    page.goto(f"{address}/authoring/{pack}/draft?file={file}")
    return page.locator("#text").input_value()


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_template_to_a_regrade(visit: Visit, system: System, javascript: bool) -> None:
    pack = f"greetings-{secrets.token_hex(3)}"
    author = visit(javascript=javascript)
    author.sign_in(system.accounts["instructor"])
    page = author.page

    page.get_by_role("link", name="Packs").first.click()
    page.get_by_role("link", name="New pack").click()
    page.locator("#template-id").fill(pack)
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(pack)

    # A fault, shown at its line, and mended.
    good = _open(page, system.address, pack, EXERCISE)
    line = good[: good.index("minutes:")].count("\n") + 1
    _write(page, good.replace("minutes:", "minuts:"), javascript=javascript)
    if javascript:  # while somebody writes, before anything is saved
        expect(page.locator("#faults")).to_contain_text(f"{EXERCISE}:{line}:1", timeout=PATIENCE_MS)
        expect(page.locator(".cm-lint-marker-error")).to_be_visible()
    _save(page)
    expect(page.locator("#faults")).to_contain_text(f"{EXERCISE}:{line}:1")
    expect(page.locator("#faults")).to_contain_text("minutes")
    expect(page.get_by_text("Mend the faults first")).to_be_visible()
    _write(page, good, javascript=javascript)
    _save(page)
    expect(page.locator("#faults")).to_contain_text("No faults")

    # What learners would see, and every answer of the author in the real sandbox.
    expect(page.locator("#preview")).to_contain_text("First steps")
    page.get_by_role("button", name="All of them").click()
    reference = page.get_by_role("row").filter(has_text="reference")
    expect(reference).to_contain_text("as it should be", timeout=PATIENCE_MS)
    expect(page.get_by_role("row").filter(has_text="starter")).to_contain_text("as it should be", timeout=PATIENCE_MS)

    _open(page, system.address, pack, "pack.yaml")
    page.get_by_label("What is new in this version").fill("The first version")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("learners have this")).to_be_visible()

    # A learner solves it.
    learner = visit(javascript=javascript)
    learner.sign_in(system.new_learner())
    learner.open(f"/exercises/{pack}/first-steps")
    learner.write({"greeting.py": b'def greet(name):\n    return f"Hello, {name}!"\n'})
    learner.hand_in()
    learner.expect_result("All tests passed")

    # The author asks for more, publishes that, and looks what would change before anything does.
    tests = _open(page, system.address, pack, TESTS)
    _write(page, tests + '\n\ndef test_shouts_at_nobody():\n    assert greet("") == "Hello!"\n', javascript=javascript)
    _save(page)
    reference_file = "first-steps/reference/greeting.py"
    _open(page, system.address, pack, reference_file)
    _write(page, 'def greet(name):\n    return f"Hello, {name}!" if name else "Hello!"\n', javascript=javascript)
    _save(page)
    _open(page, system.address, pack, "pack.yaml")
    page.get_by_label("What is new in this version").fill("Nobody is greeted too")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Nobody is greeted too").first).to_be_visible()
    page.get_by_role("link", name="with the one before").first.click()
    expect(page.get_by_text("test_shouts_at_nobody")).to_be_visible()

    page.goto(f"{system.address}/packs/{pack}/first-steps/improve")
    page.get_by_role("button", name="Grade them again").click()
    expect(page.get_by_role("button", name="Let it count")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("row").filter(has_text="passed")).to_contain_text("not yet")
    learner.open("/submissions")
    expect(learner.page.get_by_role("row").filter(has_text="passed").first).to_be_visible()  # nothing counts yet
    page.get_by_role("button", name="Let it count").click()
    learner.open("/submissions")
    expect(learner.page.get_by_role("row").filter(has_text="not yet").first).to_be_visible()
