"""Takes the pictures of the README from a running system with a cohort that has worked.

`--all FOLDER` takes every page instead: narrow and wide, light and dark, in English and Arabic.
`make screenshots` runs it. Every grade in the pictures was given by the real grader.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from up.folder import any_free_port  # noqa: E402 - see the line above

from tests.browser.places import FAILED, Furnished, furnish  # noqa: E402
from tests.browser.system import System, serving  # noqa: E402

IMAGES = ROOT / "docs" / "images"
DESK, PHONE = (1280, 860), (390, 844)


def main() -> int:
    """Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="take every page into FOLDER, in every look")
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data), any_free_port()) as system,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        if arguments.all:
            arguments.all.mkdir(parents=True, exist_ok=True)
            _take_all(browser, furnish(system, learners=2), arguments.all)
        else:
            _take_for_the_readme(browser, furnish(system))
        browser.close()
    return 0


def _take_for_the_readme(browser: Browser, furnished: Furnished) -> None:
    system = furnished.system
    IMAGES.mkdir(exist_ok=True)
    page = _page_of(browser, furnished, "learner", DESK)
    _open(page, system, f"/exercises/{FAILED}")
    page.screenshot(path=IMAGES / "learner.png")
    page = _page_of(browser, furnished, "lead", DESK)
    _open(page, system, "/cohorts/1")
    page.screenshot(path=IMAGES / "grades.png")


def _take_all(browser: Browser, furnished: Furnished, folder: Path) -> None:
    system = furnished.system
    for look, language in (("light", "en"), ("dark", "en"), ("light", "ar")):
        for size_name, size in (("desk", DESK), ("phone", PHONE)):
            pages: dict[str, Page] = {}
            for place in furnished.places():
                if place.role not in pages:
                    pages[place.role] = _page_of(browser, furnished, place.role, size, look, language)
                page = pages[place.role]
                _open(page, system, place.path)
                page.screenshot(path=folder / f"{place.name}-{size_name}-{look}-{language}.png", full_page=True)
            for page in pages.values():
                page.context.close()


def _page_of(
    browser: Browser, furnished: Furnished, role: str, size: tuple[int, int], look: str = "light", language: str = "en"
) -> Page:
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=1.5,
        locale=language,
        color_scheme="dark" if look == "dark" else "light",
    )
    if role:
        furnished.sign_in(page, role, language=language, theme=look)
    return page


def _open(page: Page, system: System, path: str) -> None:
    page.goto(system.address + path)
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    sys.exit(main())
