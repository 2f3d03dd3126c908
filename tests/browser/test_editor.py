"""The editor: nothing typed is lost, the keyboard is enough, and a page without scripts does the same."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.system import System
from tests.browser.visitor import Visitor


def at_the_editor(visitor: Visitor, system: System) -> Locator:
    """The field of the first file of the next exercise."""
    visitor.sign_in(system.new_learner())
    name = visitor.open_next_exercise().files[0]
    if visitor.page.evaluate("typeof EventSource") == "function":
        expect(visitor.page.locator(".cm-content").first).to_be_visible()
    return visitor.page.get_by_role("textbox", name=name, exact=True)


def type_over(editor: Locator, text: str) -> None:
    """Replaces all that is in the editor, key by key."""
    editor.press("Control+a")
    editor.press_sequentially(text)


def test_what_was_typed_survives_a_reload(visit: Visit, system: System) -> None:
    visitor = visit()
    type_over(at_the_editor(visitor, system), "kept = 'this'")
    visitor.page.reload()
    expect(visitor.page.locator(".cm-content").first).to_contain_text("kept = 'this'")


def test_the_starting_code_comes_back_and_goes_again(visit: Visit, system: System) -> None:
    visitor = visit()
    editor = at_the_editor(visitor, system)
    type_over(editor, "mine = 1")
    visitor.page.get_by_role("link", name="Back to the starting code").click()
    expect(editor).not_to_contain_text("mine = 1")
    editor.press("Control+z")
    expect(editor).to_contain_text("mine = 1")


def test_ctrl_enter_hands_in(visit: Visit, system: System) -> None:
    visitor = visit()
    editor = at_the_editor(visitor, system)
    type_over(editor, "this is no Python")
    editor.press("Control+Enter")
    visitor.expect_result("Your code could not be run")


def test_the_keyboard_can_leave_the_editor(visit: Visit, system: System) -> None:
    visitor = visit()
    editor = at_the_editor(visitor, system)
    editor.focus()
    editor.press("Escape")
    editor.press("Tab")
    expect(visitor.page.get_by_role("button", name="Hand in", exact=True)).to_be_focused()


def test_a_server_that_does_not_answer_loses_nothing(visit: Visit, system: System) -> None:
    visitor = visit()
    editor = at_the_editor(visitor, system)
    type_over(editor, "still = 'here'")
    visitor.page.route("**/exercises/**", lambda route: route.fulfill(status=200, body="<html>a login page</html>"))
    visitor.hand_in()
    expect(visitor.page.get_by_role("region", name="Waiting to be sent")).to_contain_text("waits")
    expect(editor).to_contain_text("still = 'here'")
    visitor.page.unroute("**/exercises/**")
    visitor.page.reload()
    expect(visitor.page.get_by_role("link", name="Sent. See the result")).to_be_visible()


def test_a_file_that_is_no_text_is_refused_beside_its_field(visit: Visit, system: System) -> None:
    visitor = visit(javascript=False)
    visitor.sign_in(system.new_learner())
    name = visitor.open_next_exercise().files[0]
    visitor.page.get_by_role("textbox", name=name, exact=True).fill("typed = 'before'")
    visitor.page.get_by_text("Hand in a file from your computer instead").click()
    visitor.page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "text/x-python", "buffer": b"\x89PNG\r\n\x1a\n\x00\xff"}
    )
    visitor.hand_in()
    field = visitor.page.get_by_role("textbox", name=name, exact=True)
    expect(field).to_have_value("typed = 'before'")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(visitor.page.locator("[data-fault]").first).to_contain_text("not text")


def test_a_file_from_the_computer_is_graded(visit: Visit, system: System) -> None:
    visitor = visit(javascript=False)
    visitor.sign_in(system.new_learner())
    name = visitor.open_next_exercise().files[0]
    visitor.page.get_by_text("Hand in a file from your computer instead").click()
    visitor.page.locator("input[type=file]").first.set_input_files(
        {"name": "from-my-disk.py", "mimeType": "text/x-python", "buffer": b"this is no Python\n"}
    )
    visitor.hand_in()
    visitor.expect_result("Your code could not be run")
    expect(visitor.page.get_by_role("figure").filter(has_text=name)).to_contain_text("this is no Python")
