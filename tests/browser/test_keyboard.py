"""Without a mouse: open an exercise, write, hand in, read the verdict, go to the next one."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from grader.packs.reader import read_exercise
from tests.browser.conftest import Visit
from tests.browser.system import ROOT, System
from tests.browser.visitor import PATIENCE_MS

FAR = 200
"""More stops than any page has."""
PACK = "python-foundations"


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the focus is on what *selector* names; each stop on the way must be visible."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_from_the_map_to_the_next_exercise_with_the_keyboard_alone(visit: Visit, system: System) -> None:
    visitor = visit()
    visitor.sign_in(system.new_learner())
    page = visitor.page
    first, second = system.order(PACK)[:2]
    exercise = read_exercise(ROOT / "exercises" / PACK / first, pack=PACK)
    visitor.open("/")
    tab_to(page, f'a[href="/exercises/{PACK}/{first}"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{first}")
    expect(page.locator(".cm-content").first).to_be_visible()
    tab_to(page, ".cm-content")
    (text,) = (content.decode() for content in exercise.reference.values())
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")
    visitor.expect_result("All tests passed")
    page.keyboard.press("F8")
    expect(page.get_by_role("heading", name="All tests passed")).to_be_focused()
    tab_to(page, "#result a.button-main")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{second}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_keys_lead_to_the_result_and_back(visit: Visit, system: System) -> None:
    visitor = visit()
    visitor.sign_in(system.new_learner())
    visitor.open_next_exercise()
    page = visitor.page
    editor = page.locator(".cm-content").first
    expect(editor).to_be_visible()
    editor.press("Control+a")
    page.keyboard.insert_text("this is no Python")
    page.keyboard.press("Escape")
    tab_to(page, "[data-submit]")
    page.keyboard.press("Enter")
    visitor.expect_result("Your code could not be run")
    expect(page.get_by_role("heading", name="Your code could not be run")).to_be_focused(timeout=PATIENCE_MS)
    page.keyboard.press("F8")
    expect(editor).to_be_focused()
    page.keyboard.type("x")
    expect(editor).to_contain_text("x")


def test_larger_letters_and_colours_stay(visit: Visit, system: System) -> None:
    visitor = visit()
    visitor.sign_in(system.new_learner())
    visitor.open_next_exercise()
    page = visitor.page
    lines = page.locator(".cm-line").first
    expect(lines).to_be_visible()
    before = lines.evaluate("line => parseFloat(getComputedStyle(line).fontSize)")
    page.get_by_role("button", name="Larger text").press("Enter")
    with page.expect_response("**/account/colours"):
        page.get_by_label("Colours").select_option("contrast")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "contrast")
    expect(lines).to_be_visible()
    assert lines.evaluate("line => parseFloat(getComputedStyle(line).fontSize)") > before


def test_the_key_for_running_presses_the_button_that_runs(visit: Visit, system: System) -> None:
    visitor = visit()
    visitor.sign_in(system.new_learner())
    visitor.open_next_exercise()
    page = visitor.page
    expect(page.locator(".cm-content").first).to_be_visible()
    page.evaluate("""() => {
      document.querySelectorAll("[data-run]").forEach((one) => one.remove());
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.dataset.run = "";
      button.addEventListener("click", () => (document.title = "it ran"));
      document.body.append(button);
    }""")
    page.locator(".cm-content").first.press("Shift+Enter")
    expect(page).to_have_title("it ran")
