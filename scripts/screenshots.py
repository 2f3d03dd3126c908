"""Takes the pictures of the README from a running system with a cohort that has worked.

`--all FOLDER` takes every page instead: narrow and wide, light and dark, in English and Arabic.
`make screenshots` runs it. Every grade in the pictures was given by the real grader.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from up.folder import any_free_port  # noqa: E402 - see the line above

from tests.browser.system import Account, System, serving  # noqa: E402

IMAGES = ROOT / "docs" / "images"
NAMES = ["Abebe T.", "Chisomo B.", "Fatima A.", "Joseph K.", "Layla H.", "Mariam D.", "Nour S.", "Yusuf M."]
PACK = "python-foundations"
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
        learner = _let_them_work(system)
        if arguments.all:
            arguments.all.mkdir(parents=True, exist_ok=True)
            _take_all(browser, system, learner, arguments.all)
        else:
            _take_for_the_readme(browser, system, learner)
        browser.close()
    return 0


def _take_for_the_readme(browser: Browser, system: System, learner: Account) -> None:
    IMAGES.mkdir(exist_ok=True)
    page = _signed_in(browser, system, learner, DESK)
    _open(page, system, f"/exercises/{PACK}/bus-fare")
    page.screenshot(path=IMAGES / "learner.png")
    page = _signed_in(browser, system, system.accounts["lead"], DESK)
    _open(page, system, "/cohorts/1")
    page.screenshot(path=IMAGES / "grades.png")


def _take_all(browser: Browser, system: System, learner: Account, folder: Path) -> None:
    for look, language in (("light", "en"), ("dark", "en"), ("light", "ar")):
        for size_name, size in (("desk", DESK), ("phone", PHONE)):
            for role, name, path in _pages():
                account = learner if role == "learner" else system.accounts.get(role)
                page = _signed_in(browser, system, account, size, look, language) if account else browser.new_page()
                _open(page, system, path)
                page.screenshot(path=folder / f"{name}-{size_name}-{look}-{language}.png", full_page=True)
                page.context.close()


def _pages() -> Iterator[tuple[str, str, str]]:
    """Role, name and path of every page; an empty role is nobody."""
    yield "", "door", "/sign-in"
    yield "learner", "course", "/"
    yield "learner", "exercise", f"/exercises/{PACK}/bus-fare"
    yield "learner", "first-exercise", f"/exercises/{PACK}/first-variable"
    yield "learner", "history", "/submissions"
    yield "learner", "account", "/account"
    yield "instructor", "packs", "/packs"
    yield "instructor", "pack-exercise", f"/packs/{PACK}/bus-fare"
    yield "lead", "cohorts", "/cohorts"
    yield "lead", "grades", "/cohorts/1"
    yield "admin", "system", "/system"


def _let_them_work(system: System) -> Account:
    """Learners at different places of the course; returns one who has just failed a test of `bus-fare`."""
    chance = random.Random(7)
    last = Account("", "")
    for place, name in enumerate(NAMES):
        last = system.new_learner(name)
        for slug in system.order(PACK)[: 4 + 2 * place]:
            for _ in range(chance.choice((0, 0, 1, 2))):
                system.hand_in(last, f"{PACK}/{slug}", "wrong")
            system.hand_in(last, f"{PACK}/{slug}", "reference")
    learner = system.new_learner("Amina W.")
    for slug in ("first-variable", "market-stall"):
        system.hand_in(learner, f"{PACK}/{slug}", "reference")
    system.hand_in(learner, f"{PACK}/bus-fare", "wrong")
    return learner


def _signed_in(
    browser: Browser, system: System, account: Account, size: tuple[int, int], look: str = "light", language: str = "en"
) -> Page:
    system.prefer(account, language, look)
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, device_scale_factor=1.5)
    page.goto(f"{system.address}/sign-in")
    page.get_by_label("E-mail address").fill(account.email)
    page.get_by_label("Password").fill(account.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state("networkidle")
    return page


def _open(page: Page, system: System, path: str) -> None:
    page.goto(system.address + path)
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    sys.exit(main())
