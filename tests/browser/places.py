"""Every page that people use, in a system where people have worked: for pictures, and for checks of all pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.system import Account, System

NAMES = ["Abebe T.", "Chisomo B.", "Fatima A.", "Joseph K.", "Layla H.", "Mariam D.", "Nour S.", "Yusuf M."]
PACK = "python-foundations"
FAILED = f"{PACK}/bus-fare"
TEXT = "work-ready/my-strengths"
FINISHED = "digital-basics"
DRAFT = "evening-class"
"""A pack that the instructor has begun."""
_WORDS = "I listen before I answer, and I write down what was agreed. "


@dataclass(frozen=True)
class Place:
    """One page. *role* says whose; empty for a page that nobody signed in sees."""

    role: str
    name: str
    path: str


@dataclass(frozen=True)
class Furnished:
    """A system with a learner's work in it."""

    system: System
    learner: Account
    """Has finished one course, passed two exercises of another, failed one, and handed in a text."""
    failed: str
    """The id of the failed submission, about which the learner has asked a person."""
    text: str
    """The id of the text, which waits for a person."""
    certificate: str
    """The id of the learner's certificate."""
    portfolio: str
    """The end of the address of the learner's published page."""

    def account(self, role: str) -> Account:
        """Who uses the places of *role*."""
        return self.learner if role == "learner" else self.system.accounts[role]

    def sign_in(self, page: Page, role: str, *, language: str, theme: str = "light") -> None:
        """Signs the account of *role* in, in whatever language the door is."""
        account = self.account(role)
        self.system.prefer(account, language, theme)
        page.goto(f"{self.system.address}/sign-in")
        page.locator("input[name=email]").fill(account.email)
        page.locator("input[name=password]").fill(account.password)
        page.locator("main form button").first.click()
        page.wait_for_load_state("networkidle")

    def places(self) -> Iterator[Place]:
        """All of them."""
        yield Place("", "sign-in", "/sign-in")
        yield Place("", "certificate", f"/certificates/{self.certificate}")
        yield Place("", "portfolio", f"/p/{self.portfolio}")
        yield Place("learner", "course", "/")
        yield Place("learner", "exercise", f"/exercises/{FAILED}")
        yield Place("learner", "first-exercise", f"/exercises/{PACK}/first-variable")
        yield Place("learner", "quiz", "/exercises/digital-basics/files-and-folders")
        yield Place("learner", "cases", "/exercises/digital-basics/first-formula")
        yield Place("learner", "text", f"/exercises/{TEXT}")
        yield Place("learner", "history", "/submissions")
        yield Place("learner", "earlier", f"/exercises/{FAILED}/earlier?before=starter&after={self.failed}")
        yield Place("learner", "submission", f"/submissions/{self.failed}")
        yield Place("learner", "earlier", f"/exercises/{FAILED}/earlier")
        yield Place("learner", "help", "/help")
        yield Place("learner", "learned", "/learned")
        yield Place("learner", "certificate-paper", f"/certificates/{self.certificate}/paper")
        yield Place("learner", "portfolio-edit", "/portfolio")
        yield Place("learner", "outbox", "/outbox")
        yield Place("learner", "account", "/account")
        yield Place("learner", "not-found", "/nowhere")
        yield Place("instructor", "packs", "/packs")
        yield Place("instructor", "pack-exercise", f"/packs/{FAILED}")
        yield Place("instructor", "improve", f"/packs/{FAILED}/improve")
        yield Place("instructor", "new-pack", "/authoring")
        yield Place("instructor", "versions", f"/authoring/{DRAFT}")
        yield Place("instructor", "draft", f"/authoring/{DRAFT}/draft")
        yield Place("instructor", "texts", "/texts")
        yield Place("instructor", "grade-text", f"/texts/{self.text}")
        yield Place("lead", "help-waiting", "/help/waiting")
        yield Place("lead", "help-answer", f"/submissions/{self.failed}")
        yield Place("lead", "cohorts", "/cohorts")
        yield Place("lead", "grades", "/cohorts/1")
        yield Place("admin", "system", "/system")


def furnish(system: System, *, learners: int = len(NAMES)) -> Furnished:
    """Lets *learners* work at different places of the course, and one more who has just failed a test."""
    chance = random.Random(7)
    for place, name in enumerate(NAMES[:learners]):
        learner = system.new_learner(name)
        for slug in system.order(PACK)[: 4 + 2 * place]:
            for _ in range(chance.choice((0, 0, 1, 2))):
                system.hand_in(learner, f"{PACK}/{slug}", "wrong")
            system.hand_in(learner, f"{PACK}/{slug}", "reference")
    learner = system.new_learner("Amina W.")
    for slug in ("first-variable", "market-stall"):
        system.hand_in(learner, f"{PACK}/{slug}", "reference")
    failed = system.hand_in(learner, FAILED, "wrong")
    text = system.send(learner, TEXT, {"answer.txt": _WORDS * 12})
    system.finish(learner, FINISHED)
    system.begin_pack(system.accounts["instructor"], DRAFT)
    system.ask(learner, failed, "Why is it one coin too much? I have read the lines again and again.")
    certificate, portfolio = system.show(learner, FINISHED)
    return Furnished(system, learner, failed, text, certificate, portfolio)
