"""One system and one Chromium for all tests here; a window of its own for each visitor."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, ConsoleMessage, sync_playwright

from tests.browser.system import System, serving
from tests.browser.visitor import Visitor

CHROMIUM = "/usr/bin/chromium"

_EXPECTED = (
    # A form with a fault is answered so.
    "Failed to load resource: the server responded with a status of 422",
    # A draft that another window changed too is answered so; and a line that is cut is what a test may be about.
    "Failed to load resource: the server responded with a status of 409",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
    # Chromium puts a style on text that is typed over a selection; it is blocked, and the editor draws anew.
    "Applying inline style violates the following Content Security Policy",
)

_OFFLINE = tuple(
    f"Failed to load resource: {what}"
    for what in ("net::ERR_", *(f"the server responded with a status of {status}" for status in (400, 401, 403)))
)
"""What a browser says of requests that had no connection, no sign-in any more, or of drafts of a locked exercise."""

Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with serving(tmp_path_factory.mktemp("system"), port) as system:
        yield system


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(system: System, chromium: Browser) -> Iterator[Visit]:
    """Opens windows. At the end, no page may have said anything on its console: no error, no refused style."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage, expected: tuple[str, ...]) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(expected):
            complaints.append(f"{message.location['url']}: {message.text}")

    with ExitStack() as windows:

        def visit(*, javascript: bool = True, width: int = 1280, may_be_offline: bool = False) -> Visitor:
            context = windows.enter_context(
                chromium.new_context(
                    java_script_enabled=javascript,
                    viewport={"width": width, "height": 800},
                    accept_downloads=True,
                )
            )
            page = context.new_page()
            expected = _EXPECTED + _OFFLINE if may_be_offline else _EXPECTED
            page.on("console", lambda message: hear(message, expected))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            return Visitor(page, system.address, javascript=javascript)

        yield visit
    assert complaints == []
