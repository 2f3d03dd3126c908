"""What a person does on the pages, by what they can see: labels, headings, buttons."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from grader.packs.reader import LoadedExercise, read_exercise
from tests.browser.system import ROOT, Account

PATIENCE_MS = 30_000
_PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
"""Code comes into the editor in one piece; typing into it would be changed by its closing brackets."""


class Visitor:
    """One person at one browser window. Everything works in the same way without JavaScript."""

    def __init__(self, page: Page, address: str, *, javascript: bool) -> None:
        self.page = page
        self._address = address
        self._javascript = javascript

    def open(self, path: str) -> None:
        self.page.goto(self._address + path)

    def sign_in(self, account: Account) -> None:
        self.open("/")
        self.page.get_by_label("E-mail address").fill(account.email)
        self.page.get_by_label("Password").fill(account.password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Sign out").click()
        expect(self.page.get_by_role("heading", name="Sign in")).to_be_visible()

    def open_next_exercise(self) -> LoadedExercise:
        """Opens what the course map offers next in `python-foundations`; returns it as its author wrote it."""
        self.open("/")
        course = self.page.get_by_role("region", name="Python foundations")
        course.get_by_role("link", name="Open the exercise").first.click()
        expect(self.page.get_by_role("button", name="Hand in", exact=True)).to_be_visible()
        pack, slug = urlsplit(self.page.url).path.split("/")[-2:]
        return read_exercise(ROOT / "exercises" / pack / slug, pack=pack)

    def write(self, files: dict[str, bytes]) -> None:
        for name, content in files.items():
            if (tab := self.page.get_by_role("tab", name=name)).count():
                tab.click()
            field = self.page.get_by_role("textbox", name=name, exact=True)
            if not self._javascript:
                field.fill(content.decode())
                continue
            expect(self.page.locator(".cm-content").first).to_be_visible()
            field.press("Control+a")
            field.evaluate(_PASTE, content.decode())

    def hand_in(self) -> None:
        self.page.get_by_role("button", name="Hand in", exact=True).click()

    def expect_result(self, words: str) -> None:
        expect(self.page.get_by_role("heading", name=words)).to_be_visible(timeout=PATIENCE_MS)

    def go_back_to_the_editor(self) -> None:
        """Where the result came on a page of its own (without JavaScript)."""
        if (link := self.page.get_by_role("link", name="Go on with this code")).count():
            link.click()
