"""An instructor's whole way: a new pack, a fault at its line, mended, preview, run, publish, a learner, a regrade."""

from __future__ import annotations

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
        field = page.locator(".cm-content")
        expect(field).to_be_visible()
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
    _begin(page, pack)
    _make_and_mend_a_fault(page, system.address, pack, javascript=javascript)
    _preview_and_run(page)
    _publish(page, system.address, pack, "The first version")
    expect(page.get_by_text("learners have this")).to_be_visible()

    learner = visit(javascript=javascript)
    learner.sign_in(system.new_learner())
    learner.open(f"/exercises/{pack}/first-steps")
    learner.write({"greeting.py": b'def greet(name):\n    return f"Hello, {name}!"\n'})
    learner.hand_in()
    learner.expect_result("All tests passed")

    _ask_for_more(page, system.address, pack, javascript=javascript)
    _publish(page, system.address, pack, "Nobody is greeted too")
    page.get_by_role("link", name="with the one before").first.click()
    expect(page.get_by_text("test_greets_nobody")).to_be_visible()

    # What would change is shown before anything does.
    page.goto(f"{system.address}/packs/{pack}/first-steps/improve")
    page.get_by_role("button", name="Grade them again").click()
    expect(page.get_by_role("button", name="Let it count")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("1 of 1 verdicts would change")).to_be_visible()
    learner.open("/submissions")
    expect(learner.page.locator("tbody .pill")).to_have_text("passed")
    page.get_by_role("button", name="Let it count").click()
    expect(page.get_by_text("Everything was graded on the present version")).to_be_visible()
    learner.open("/submissions")
    expect(learner.page.locator("tbody .pill")).to_have_text("not yet")


def _begin(page: Page, pack: str) -> None:
    page.get_by_role("link", name="Packs").first.click()
    page.get_by_role("link", name="New pack").click()
    page.locator("#template-id").fill(pack)
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(pack)


def _make_and_mend_a_fault(page: Page, address: str, pack: str, *, javascript: bool) -> None:
    good = _open(page, address, pack, EXERCISE)
    line = good[: good.index("minutes:")].count("\n") + 1
    _write(page, good.replace("minutes:", "minuts:"), javascript=javascript)
    if javascript:  # while somebody writes, before anything is saved
        expect(page.locator("#faults")).to_contain_text(f"{EXERCISE}:{line}:1", timeout=PATIENCE_MS)
        expect(page.locator(".cm-lint-marker-error")).to_be_visible()
    _save(page)
    expect(page.locator("#faults")).to_contain_text(f"{EXERCISE}:{line}:1")
    expect(page.locator("#faults")).to_contain_text("did you mean 'minutes'")
    expect(page.get_by_text("Mend the faults first")).to_be_visible()
    _write(page, good, javascript=javascript)
    _save(page)
    expect(page.locator("#faults")).to_contain_text("No faults")


def _preview_and_run(page: Page) -> None:
    expect(page.locator("#preview")).to_contain_text("First steps")
    page.get_by_role("button", name="All of them").click()
    for answer in ("reference", "starter", "mistake:"):
        row = page.get_by_role("row").filter(has_text=answer)
        expect(row).to_contain_text("as it should be", timeout=PATIENCE_MS)


def _ask_for_more(page: Page, address: str, pack: str, *, javascript: bool) -> None:
    tests = _open(page, address, pack, TESTS)
    _write(page, tests + '\n\ndef test_greets_nobody():\n    assert greet("") == "Hello!"\n', javascript=javascript)
    _save(page)
    _open(page, address, pack, "first-steps/reference/greeting.py")
    reference = 'def greet(name):\n    return f"Hello, {name}!" if name else "Hello!"\n'
    _write(page, reference, javascript=javascript)
    _save(page)


def _publish(page: Page, address: str, pack: str, note: str) -> None:
    _open(page, address, pack, "pack.yaml")
    page.get_by_label("What is new in this version").fill(note)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(note).first).to_be_visible()
