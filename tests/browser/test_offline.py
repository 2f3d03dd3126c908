"""Without a connection: a kept course opens, its tests run, what is handed in waits, and goes out exactly once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.conftest import Visit
from tests.browser.system import Account, System
from tests.browser.test_running import LOADING_MS, files_of
from tests.browser.visitor import Visitor
from web.db import Database
from web.models import Submission, User

EXERCISE = "python-foundations/first-variable"
PAGE = f"/exercises/{EXERCISE}"
KEEPING_MS = 60_000


def keep(visitor: Visitor) -> None:
    visitor.open("/")
    course = visitor.page.get_by_role("region", name="Python foundations")
    expect(course.get_by_text("MB. Then it works without internet")).to_be_visible()
    course.get_by_role("button", name="Keep this course offline").click()
    expect(course.get_by_text("Kept on this device")).to_be_visible(timeout=KEEPING_MS)


def offline(visitor: Visitor, away: bool = True) -> None:
    visitor.page.context.set_offline(away)


def hand_in_without_a_connection(visitor: Visitor) -> None:
    visitor.write(files_of(EXERCISE))
    visitor.hand_in()
    expect(visitor.page.get_by_role("region", name="Waiting to be sent")).to_contain_text("waits")


def submissions_of(system: System, account: Account) -> list[str]:
    database = Database(f"sqlite:///{system.data / 'bootcamp.sqlite3'}")
    with database.session() as session:
        query = select(Submission.exercise).join(User).where(User.email == account.email)
        found = list(session.scalars(query))
    database.dispose()
    return found


def test_from_no_connection_to_a_verdict(visit: Visit, system: System) -> None:
    account = system.new_learner()
    visitor = visit(may_be_offline=True)
    visitor.sign_in(account)
    keep(visitor)

    offline(visitor)
    visitor.open(PAGE)
    expect(visitor.page.get_by_text("You are offline: this page is from")).to_be_visible()
    visitor.write(files_of(EXERCISE))
    visitor.page.get_by_role("button", name="Run the tests").click()
    expect(visitor.page.get_by_text("All the tests you can see passed")).to_be_visible(timeout=LOADING_MS)
    hand_in_without_a_connection(visitor)
    visitor.hand_in()  # once more, out of impatience
    visitor.open("/outbox")
    expect(visitor.page.get_by_role("listitem").filter(has_text="waits")).to_have_count(1)
    visitor.open("/submissions")
    expect(visitor.page.get_by_text("that page is not kept on this device")).to_be_visible()
    visitor.open(PAGE)
    assert submissions_of(system, account) == []

    other = visitor.page.context.new_page()
    other.goto(system.address + PAGE)
    offline(visitor, away=False)
    visitor.expect_result("All tests passed")
    expect(visitor.page.get_by_role("link", name="Sent. See the result")).to_be_visible()
    expect(other.get_by_role("link", name="Sent. See the result")).to_be_visible()
    assert submissions_of(system, account) == [EXERCISE]


def test_an_exercise_that_opens_later_is_there_and_is_taken(visit: Visit, system: System) -> None:
    account = system.new_learner()
    visitor = visit(may_be_offline=True)
    visitor.sign_in(account)
    keep(visitor)
    offline(visitor)
    visitor.open("/outbox")
    visitor.page.get_by_role("link", name="Market stall").click()
    expect(visitor.page.get_by_role("button", name="Hand in", exact=True)).to_be_visible()
    visitor.write(files_of("python-foundations/market-stall"))
    visitor.hand_in()
    expect(visitor.page.get_by_role("region", name="Waiting to be sent")).to_contain_text("waits")
    offline(visitor, away=False)
    visitor.expect_result("All tests passed")
    assert submissions_of(system, account) == ["python-foundations/market-stall"]


def test_an_answer_that_got_lost_is_no_second_submission(visit: Visit, system: System) -> None:
    account = system.new_learner()
    visitor = visit(may_be_offline=True)
    visitor.sign_in(account)
    visitor.open(PAGE)

    def lose_the_answer(route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    visitor.page.route(f"**{PAGE}", lose_the_answer)
    hand_in_without_a_connection(visitor)
    visitor.page.unroute(f"**{PAGE}")
    visitor.page.reload()
    visitor.expect_result("All tests passed")
    expect(visitor.page.get_by_role("link", name="Sent. See the result")).to_be_visible()
    assert submissions_of(system, account) == [EXERCISE]


def test_nothing_is_sent_under_another_name(visit: Visit, system: System) -> None:
    first, second = system.new_learner(), system.new_learner()
    visitor = visit(may_be_offline=True)
    visitor.sign_in(first)
    visitor.open(PAGE)
    expect(visitor.page.locator(".cm-content").first).to_be_visible()
    offline(visitor)
    hand_in_without_a_connection(visitor)
    offline(visitor, away=False)
    visitor.page.context.clear_cookies()  # the sign-in has ended, without anybody signing out
    visitor.sign_in(second)
    visitor.open("/outbox")
    expect(visitor.page.get_by_text("Nothing waits to be sent")).to_be_visible()
    assert submissions_of(system, first) == submissions_of(system, second) == []

    visitor.page.context.clear_cookies()
    visitor.sign_in(first)
    visitor.open("/outbox")
    expect(visitor.page.get_by_role("link", name="Sent. See the result")).to_be_visible()
    assert submissions_of(system, first) == [EXERCISE]
    assert submissions_of(system, second) == []


def test_whose_sign_in_ended_is_told_to_sign_in(visit: Visit, system: System) -> None:
    account = system.new_learner()
    visitor = visit(may_be_offline=True)
    visitor.sign_in(account)
    visitor.open(PAGE)
    expect(visitor.page.locator(".cm-content").first).to_be_visible()
    offline(visitor)
    hand_in_without_a_connection(visitor)
    visitor.page.context.clear_cookies()
    offline(visitor, away=False)
    expect(visitor.page.get_by_text("Sign in to send this. Nothing is lost.")).to_be_visible()
    assert submissions_of(system, account) == []


def test_a_quiz_is_answered_without_a_connection(visit: Visit, system: System) -> None:
    account = system.new_learner()
    visitor = visit(may_be_offline=True)
    visitor.sign_in(account)
    visitor.open("/exercises/digital-basics/keyboard")
    visitor.page.get_by_role("radio").first.check()
    offline(visitor)
    visitor.hand_in()
    expect(visitor.page.get_by_role("region", name="Waiting to be sent")).to_contain_text("waits")
    offline(visitor, away=False)
    expect(visitor.page.get_by_role("link", name="Sent. See the result")).to_be_visible()
    assert submissions_of(system, account) == ["digital-basics/keyboard"]


@pytest.mark.parametrize("waits", [False, True], ids=["nothing waits", "something waits"])
def test_signing_out_takes_everything_along(visit: Visit, system: System, waits: bool) -> None:
    visitor = visit(may_be_offline=True)
    visitor.sign_in(system.new_learner())
    keep(visitor)
    visitor.open(PAGE)
    expect(visitor.page.locator(".cm-content").first).to_be_visible()
    if waits:
        offline(visitor)
        hand_in_without_a_connection(visitor)
        visitor.page.get_by_role("button", name="Sign out").click()
        dialog = visitor.page.get_by_role("dialog")
        expect(dialog).to_contain_text("Something is not sent yet")
        dialog.get_by_role("button", name="Stay signed in").click()
        expect(dialog).to_be_hidden()
        visitor.page.get_by_role("button", name="Sign out").click()
        dialog.get_by_role("button", name="Sign out, and lose it").click()
        expect(visitor.page).not_to_have_url(system.address + PAGE)
        offline(visitor, away=False)
        visitor.open("/sign-in")
    else:
        visitor.sign_out()
    kept = visitor.page.evaluate("async () => (await caches.keys()).filter((name) => name.startsWith('kept:'))")
    assert kept == []
    rows = """async () => {
      const opened = await new Promise((done) => {
        const asked = indexedDB.open("bootcamp");
        asked.onsuccess = () => done(asked.result);
      });
      const count = (name) => new Promise((done) => {
        const asked = opened.transaction(name).objectStore(name).count();
        asked.onsuccess = () => done(asked.result);
      });
      return [await count("outbox"), await count("kept")];
    }"""
    assert visitor.page.evaluate(rows) == [0, 0]


def test_only_what_was_asked_for_is_kept(visit: Visit, system: System) -> None:
    visitor = visit()
    visitor.sign_in(system.accounts["instructor"])
    keep(visitor)
    for path in ("/packs", "/account", "/submissions", "/exercises/digital-basics/keyboard"):
        visitor.open(path)
    list_of_pages = """async () => {
      const found = [];
      for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
      }
      return found;
    }"""
    pages = [path for path in visitor.page.evaluate(list_of_pages) if not path.startswith("/assets/")]
    exercises = {f"/exercises/python-foundations/{slug}" for slug in system.order("python-foundations")}
    assert set(pages) == {"/", "/outbox"} | exercises
    visitor.open("/")
    visitor.page.get_by_role("button", name="Remove from this device").click()
    expect(visitor.page.get_by_role("button", name="Keep this course offline").first).to_be_visible()
    assert visitor.page.evaluate(list_of_pages) == []
