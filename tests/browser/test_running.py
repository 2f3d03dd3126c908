"""Trying code out before it is handed in: in the browser, without the server, stoppable, and shut in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from grader.packs.reader import read_library
from tests.browser.conftest import Visit
from tests.browser.system import ROOT, System
from tests.browser.visitor import Visitor

LOADING_MS = 60_000
"""Python is loaded once a page, on whatever machine this runs."""
LOOP = "while True:\n    pass\n"
STUBBORN = "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass\n"
WAYS_OUT = """
import gc, importlib

for name in ("js", "pyodide_js", "pyodide.code", "pyodide.http"):
    try:
        importlib.import_module(name)
        print("open:", name)
    except ImportError:
        print("shut:", name)
for thing in gc.get_objects():
    if type(thing).__name__ == "JsProxy":
        try:
            print("open:", thing.constructor.constructor("return fetch('/account')")())
        except BaseException as error:
            print("shut:", type(error).__name__)
print("looked everywhere")
"""


def at(visitor: Visitor, system: System, exercise: str) -> Locator:
    """The part of the exercise's page where code is tried out; as an instructor, to whom every exercise is open."""
    visitor.sign_in(system.accounts["instructor"])
    visitor.open(f"/exercises/{exercise}")
    part = visitor.page.get_by_role("region", name="Try it here")
    expect(part).to_be_visible()
    return part


def run(part: Locator, what: str) -> None:
    part.get_by_role("button", name=f"Run the {what}").click()


def expect_words(part: Locator, words: str) -> None:
    expect(part.get_by_role("status")).to_contain_text(words, timeout=LOADING_MS)


def files_of(exercise: str, which: str = "reference") -> dict[str, bytes]:
    found = read_library(ROOT / "exercises").exercise(exercise)
    assert found is not None
    return found.reference if which == "reference" else found.starter


@pytest.mark.parametrize(
    "exercise", ["python-foundations/bus-fare", "python-foundations/market-till", "python-algorithms/small-change"]
)
def test_the_visible_tests_tell_right_from_wrong(visit: Visit, system: System, exercise: str) -> None:
    visitor = visit()
    part = at(visitor, system, exercise)
    visitor.write(files_of(exercise, "starter"))
    run(part, "tests")
    expect(part.locator(".test .test-body, .tests .listing").first).to_be_visible(timeout=LOADING_MS)
    expect(part.get_by_role("status")).not_to_contain_text("All the tests")
    visitor.write(files_of(exercise))
    run(part, "tests")
    expect_words(part, "All the tests you can see passed")
    expect(part.locator(".test-passed").first).to_be_visible()


def test_an_error_is_told_in_plain_words(visit: Visit, system: System) -> None:
    visitor = visit()
    part = at(visitor, system, "python-foundations/bus-fare")
    visitor.write({"bus_fare.py": b"total = 3\nprint(totl)\n"})
    run(part, "program")
    expect_words(part, "The program stopped with an error")
    told = part.locator(".explained")
    expect(told).to_contain_text("totl")
    expect(told).to_contain_text("Compare the spelling of totl and total, letter by letter.")
    visitor.write({"bus_fare.py": b"print(3)\n"})
    run(part, "program")
    expect_words(part, "The program ran to its end")
    expect(told).to_be_hidden()


def test_nothing_of_the_runner_is_loaded_before_it_is_asked_for(visit: Visit, system: System) -> None:
    visitor = visit()
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    part = at(visitor, system, "python-foundations/bus-fare")
    visitor.page.wait_for_load_state("networkidle")
    assert [address for address in asked if "pyodide" in address or "runner" in address] == []
    run(part, "program")
    expect_words(part, "ran to its end")
    assert any("pyodide" in address for address in asked)
    assert all(address.startswith(system.address) for address in asked)


def test_a_program_is_answered_while_it_runs(visit: Visit, system: System) -> None:
    visitor = visit()
    part = at(visitor, system, "python-foundations/market-till")
    visitor.write({"market_till.py": b'name = input("Who? ")\nprint("Hello,", name)\nprint(input() * 2)\n'})
    run(part, "program")
    field = part.get_by_label("The program waits for you")
    expect(field).to_be_focused(timeout=LOADING_MS)
    expect(part.locator("[data-output]")).to_have_text("Who? ")
    field.fill("Amina ليلى")
    field.press("Enter")
    expect(part.locator("[data-output]")).to_contain_text("Hello, Amina ليلى")
    field.fill("ab")
    field.press("Enter")
    expect_words(part, "The program ran to its end")
    expect(part.locator("[data-output]")).to_contain_text("abab")


@pytest.mark.parametrize(
    "program", ["while True:\n    pass\n", STUBBORN, "input()\n"], ids=["loop", "stubborn", "input"]
)
def test_what_never_ends_is_stopped_and_the_next_run_works(visit: Visit, system: System, program: str) -> None:
    visitor = visit()
    part = at(visitor, system, "python-foundations/market-till")
    visitor.write({"market_till.py": ("print('begun')\n" + program).encode()})
    run(part, "program")
    expect(part.locator("[data-output]")).to_contain_text("begun", timeout=LOADING_MS)
    part.get_by_role("button", name="Stop").click()
    expect_words(part, "Stopped.")
    visitor.write({"market_till.py": b"print(6 * 7)\n"})
    run(part, "program")
    expect_words(part, "The program ran to its end")
    expect(part.locator("[data-output]")).to_have_text("42\n")


def test_an_endless_loop_in_a_tested_function_is_stopped(visit: Visit, system: System) -> None:
    visitor = visit()
    part = at(visitor, system, "python-foundations/market-till")
    visitor.write({"market_till.py": b"while True:\n    pass\n"})
    run(part, "tests")
    expect_words(part, "This takes long")
    part.get_by_role("button", name="Stop").click()
    expect_words(part, "Stopped.")


def test_a_program_that_prints_for_ever_is_cut_off(visit: Visit, system: System) -> None:
    visitor = visit()
    part = at(visitor, system, "python-foundations/market-till")
    visitor.write({"market_till.py": b"while True:\n    print('again and again')\n"})
    run(part, "program")
    expect_words(part, "it printed too much")
    assert len(part.locator("[data-output]").inner_text()) < 200_000


def test_an_error_is_shown_at_its_line(visit: Visit, system: System) -> None:
    visitor = visit()
    part = at(visitor, system, "python-foundations/market-till")
    visitor.write({"market_till.py": b"price = 3\nprint(prise)\n"})
    run(part, "program")
    expect_words(part, "stopped with an error")
    expect(part.locator("[data-output]")).to_contain_text('File "market_till.py", line 2')
    expect(part.locator("[data-output]")).to_contain_text("NameError")


def test_code_in_the_browser_reaches_nothing_but_python(visit: Visit, system: System) -> None:
    visitor = visit()
    part = at(visitor, system, "python-foundations/market-till")
    visitor.write({"market_till.py": WAYS_OUT.encode()})
    run(part, "program")
    expect(part.locator("[data-output]")).to_contain_text("looked everywhere", timeout=LOADING_MS)
    expect(part.locator("[data-output]")).to_contain_text("shut: js")
    expect(part.locator("[data-output]")).not_to_contain_text("open:")


def test_a_quiz_says_which_questions_are_open(visit: Visit, system: System) -> None:
    visitor = visit()
    quiz = next(one for one in system.order("digital-basics") if _kind(f"digital-basics/{one}") == "quiz")
    part = at(visitor, system, f"digital-basics/{quiz}")
    part.get_by_role("button", name="Is everything answered?").click()
    expect_words(part, "Not answered yet")
    assert part.get_by_role("link").count() > 0


def _kind(exercise: str) -> str:
    found = read_library(ROOT / "exercises").exercise(exercise)
    assert found is not None
    return found.kind
