"""Known mistakes are graded once, when a submission has failed, and by whom they may."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

import pytest

from grader.bundles import Bundle, BundledInputs, BundledMistake
from grader.errors import SandboxUnavailable
from grader.mistakes import KEPT, PATIENCE_SECONDS, KnownMistakes
from grader.model import Inputs
from grader.reports import Outcome, Report
from grader.sandbox.session import End, OnTests, SandboxRun
from grader.sandbox.wire import DoneFrame, TestFrame
from grader.scoring import report_of
from tests.grader.sandbox.stand_in import DONE, bundle_of

FINGERPRINTS = {b"one": "1" * 16, b"two": "2" * 16}


class Scripted:
    """A sandbox in which a submission's only word decides how it fails. Remembers what ran."""

    def __init__(self, before_run: Callable[[], None] = lambda: None) -> None:
        self.ran: list[bytes] = []
        self.bundles: list[Bundle] = []
        self._before_run = before_run

    def run(
        self, bundle: Bundle, files: Mapping[str, bytes], *, on_tests: OnTests | None = None, record: bool = False
    ) -> SandboxRun:
        """Fails `test_a` with the word's fingerprint; `right` passes."""
        assert on_tests is None
        assert not record
        self.ran.append(files["x.py"])
        self.bundles.append(bundle)
        self._before_run()
        outcome = Outcome.PASSED if files["x.py"] == b"right" else Outcome.FAILED
        tests = {
            "test_a": TestFrame(name="test_a", outcome=outcome, fingerprint=FINGERPRINTS.get(files["x.py"], "f" * 16)),
            "test_b": TestFrame(name="test_b", outcome=Outcome.PASSED),
        }
        done = DoneFrame.model_validate(DONE, strict=False)
        return SandboxRun(limits=bundle.limits, image="image", tests=tests, end=End.DONE, done=done)


def bundle(*names: str, number: int = 0) -> Bundle:
    """An exercise whose mistakes are called as the one word of their answers."""
    mistakes = {name: BundledMistake(files={"x.py": name}, say={"en": name}) for name in names}
    return bundle_of(mistakes=mistakes).model_copy(update={"exercise": f"pack/slug-{number}"})


def failed(word: bytes, of: Bundle) -> Report:
    """The report on a submission of this one word."""
    return report_of(of, Scripted().run(of, {"x.py": word}))


def test_a_submission_is_told_the_mistake_that_fails_as_it_does() -> None:
    known, sandbox, exercise = KnownMistakes(), Scripted(), bundle("one", "two")
    assert known.name_for(failed(b"two", exercise), exercise, sandbox) == "two"
    assert known.name_for(failed(b"one", exercise), exercise, sandbox) == "one"
    assert known.name_for(failed(b"other", exercise), exercise, sandbox) is None


def test_each_mistake_is_graded_once() -> None:
    known, sandbox, exercise = KnownMistakes(), Scripted(), bundle("one", "two")
    for word in (b"two", b"one", b"other", b"two"):
        known.name_for(failed(word, exercise), exercise, sandbox)
    assert sandbox.ran == [b"one", b"two"]


def test_a_submission_that_passed_waits_for_nothing() -> None:
    known, sandbox, exercise = KnownMistakes(), Scripted(), bundle("one")
    assert known.name_for(failed(b"right", exercise), exercise, sandbox) is None
    assert sandbox.ran == []


def test_a_mistake_that_passes_is_nobodys() -> None:
    known, exercise = KnownMistakes(), bundle("right", "one")
    assert known.name_for(failed(b"one", exercise), exercise, Scripted()) == "one"


def test_no_twin_is_looked_for_in_a_known_mistake() -> None:
    sandbox = Scripted()
    inputs = BundledInputs(inputs=Inputs(call="f"), reference={"x.py": "right"})
    exercise = bundle("one").model_copy(update={"inputs": inputs})
    KnownMistakes().name_for(failed(b"other", exercise), exercise, sandbox)
    assert [(one.inputs, one.mistakes) for one in sandbox.bundles] == [(None, {})]


def test_of_two_alike_the_authors_first_is_told() -> None:
    exercise = bundle("three", "four")
    assert KnownMistakes().name_for(failed(b"five", exercise), exercise, Scripted()) == "three"


def test_without_an_engine_nothing_is_said_and_it_is_tried_again() -> None:
    away = True

    def engine() -> None:
        if away:
            raise SandboxUnavailable("gone")

    known, sandbox, exercise = KnownMistakes(), Scripted(engine), bundle("one")
    assert known.name_for(failed(b"one", exercise), exercise, sandbox) is None
    away = False
    assert known.name_for(failed(b"one", exercise), exercise, sandbox) == "one"


def test_one_report_does_not_wait_for_all_of_many_slow_mistakes() -> None:
    now = [0.0]

    def slow() -> None:
        now[0] += PATIENCE_SECONDS * 0.6

    known, sandbox, exercise = KnownMistakes(clock=lambda: now[0]), Scripted(slow), bundle("a", "b", "c", "two")
    assert known.name_for(failed(b"two", exercise), exercise, sandbox) is None
    assert sandbox.ran == [b"a", b"b"]
    assert known.name_for(failed(b"two", exercise), exercise, sandbox) == "two"
    assert sandbox.ran == [b"a", b"b", b"c", b"two"]


def test_two_threads_grade_a_mistake_once() -> None:
    both_asked = threading.Barrier(2)
    known, exercise, names = KnownMistakes(), bundle("one"), []
    sandbox = Scripted()

    def ask() -> None:
        both_asked.wait(10)
        names.append(known.name_for(failed(b"one", exercise), exercise, sandbox))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert names == ["one", "one"]
    assert sandbox.ran == [b"one"]


@pytest.mark.parametrize(("others", "again"), [(KEPT - 1, False), (KEPT, True)])
def test_only_so_many_exercises_are_remembered(others: int, again: bool) -> None:
    known, sandbox, first = KnownMistakes(), Scripted(), bundle("one")
    known.name_for(failed(b"one", first), first, sandbox)
    for number in range(1, others + 1):
        other = bundle("one", number=number)
        known.name_for(failed(b"one", other), other, sandbox)
    sandbox.ran.clear()
    known.name_for(failed(b"one", first), first, sandbox)
    assert (sandbox.ran == [b"one"]) is again
