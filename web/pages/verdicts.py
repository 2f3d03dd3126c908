"""Says a grade report in plain words: what the result panel shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel import gettext as _

from grader.explained import WHOLE
from grader.explanations import sentence
from grader.model import Kind
from grader.plain_words import Explained
from grader.reports import Explanation, Outcome, Report, TestResult, Twin, Verdict
from web import languages
from web.pages import words
from web.pages.differences import Difference, difference

Tone = Literal["good", "bad", "calm"]

_HEADLINES = {
    Verdict.PASSED: lazy_gettext("All tests passed"),
    Verdict.ERROR: lazy_gettext("Your code could not be run"),
    Verdict.TIMED_OUT: lazy_gettext("Stopped: it took too long"),
    Verdict.OUT_OF_MEMORY: lazy_gettext("Stopped: it needed too much memory"),
    Verdict.OUTPUT_LIMIT: lazy_gettext("Stopped: it printed too much"),
    Verdict.PROCESS_LIMIT: lazy_gettext("Stopped: it started too many processes"),
    Verdict.DISK_LIMIT: lazy_gettext("Stopped: it wrote too much to disk"),
    Verdict.GRADER_ERROR: lazy_gettext("This could not be graded"),
}
_HEADLINES_OF_KINDS: dict[tuple[Kind, Verdict], str] = {
    ("quiz", Verdict.PASSED): lazy_gettext("All answers are right"),
    ("text", Verdict.PASSED): lazy_gettext("Your text is passed"),
    ("text", Verdict.FAILED): lazy_gettext("Your text is not passed yet"),
}
_SIGNS = {Outcome.PASSED: "check", Outcome.TIMED_OUT: "clock", Outcome.SKIPPED: "dash"}


@dataclass(frozen=True)
class TestView:
    """One test as a line of the result, with what is under it."""

    __test__ = False

    number: int
    title: str
    outcome: Outcome
    points: float
    max_points: float
    words: str
    """Why it did not pass, in a sentence."""
    message: str
    """The author's own words, where they add something."""
    difference: Difference | None
    hint: str
    is_open: bool
    explained: Explained | None = None
    """A Python error in plain words; it takes the place of `words` and `message`."""

    @property
    def passed(self) -> bool:
        """Whether it needs no more work."""
        return self.outcome is Outcome.PASSED

    @property
    def sign(self) -> str:
        """The icon's name."""
        return _SIGNS.get(self.outcome, "cross")

    @property
    def has_more(self) -> bool:
        """Whether there is anything to read under its line."""
        if self.passed:
            return bool(self.message)
        return bool(self.words or self.message or self.difference or self.hint)


@dataclass(frozen=True)
class ResultView:
    """A whole report in words."""

    verdict: Verdict
    headline: str
    tone: Tone
    error: str
    percent: str
    passed: int
    tests: tuple[TestView, ...]
    stdout: str
    stderr: str
    truncated: bool
    wall_ms: int
    kind: Kind
    mistake: str
    """What the author says of the known mistake that this is."""
    twin: Twin | None
    """A small input on which it goes wrong."""
    comment: str
    """Of the person who graded it."""
    explained: Explained | None = None
    """The Python error that kept all from being tested; it takes the place of `error`."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Titles of what does not pass yet and counts."""
        return tuple(test.title for test in self.tests if not test.passed and test.max_points)


def result_view(
    report: Report, kind: Kind = "pytest", mistake: str = "", explained: Mapping[int, Explained] | None = None
) -> ResultView:
    """*report* (already the learner's copy) in words, with what is said of a known *mistake* and of Python errors."""
    explained = explained or {}
    passed = sum(test.outcome is Outcome.PASSED for test in report.tests)
    return ResultView(
        verdict=report.verdict,
        headline=_headline(report, kind, passed),
        tone=_tone(report.verdict),
        error=_said(report.explanation) or report.error or "",
        percent=words.percent(report.score),
        passed=passed,
        tests=_test_views(report.tests, explained),
        stdout=report.output.stdout,
        stderr=report.output.stderr,
        truncated=report.output.truncated,
        wall_ms=report.usage.wall_ms,
        kind=kind,
        mistake=mistake,
        twin=report.twin,
        comment=report.comment,
        explained=explained.get(WHOLE),
    )


def _headline(report: Report, kind: Kind, passed: int) -> str:
    found = _HEADLINES_OF_KINDS.get((kind, report.verdict)) or _HEADLINES.get(report.verdict)
    if found is not None:
        return str(found)
    total = len(report.tests)
    if kind == "quiz":
        counted = ngettext(
            "%(passed)s of %(num)s answer is right", "%(passed)s of %(num)s answers are right", total, passed=passed
        )
    else:
        counted = ngettext(
            "%(passed)s of %(num)s test passed", "%(passed)s of %(num)s tests passed", total, passed=passed
        )
    return str(counted)


def _tone(verdict: Verdict) -> Tone:
    if verdict is Verdict.GRADER_ERROR:
        return "calm"
    return "good" if verdict is Verdict.PASSED else "bad"


def _said(explanation: Explanation | None) -> str:
    if explanation is None:
        return ""
    args = {name: languages.isolated(value, is_code=True) for name, value in explanation.args.items()}
    return sentence(explanation.code, args, lambda text: str(gettext(text)))


def _test_views(tests: list[TestResult], explained: Mapping[int, Explained]) -> tuple[TestView, ...]:
    """The tests in their order; the first one that did not pass stands open."""
    first = next((number for number, test in enumerate(tests) if test.outcome is not Outcome.PASSED), -1)
    return tuple(
        _test_view(number, test, explained.get(number + 1), is_open=number == first)
        for number, test in enumerate(tests)
    )


def _title(number: int, title: str) -> str:
    """A test whose title is hidden is called by its number, which graders write in English."""
    return str(_("Test %(number)s", number=number)) if title in {"", f"Test {number}"} else title


def _test_view(index: int, test: TestResult, explained: Explained | None, *, is_open: bool) -> TestView:
    words = _said(test.explanation)
    in_english = sentence(test.explanation.code, test.explanation.args) if test.explanation else ""
    both = test.expected is not None and test.actual is not None
    return TestView(
        number=index + 1,
        title=_title(index + 1, test.title),
        outcome=test.outcome,
        points=test.points,
        max_points=test.max_points,
        words=words,
        message="" if test.message == in_english else test.message,
        difference=difference(test.expected or "", test.actual or "") if both else None,
        hint=test.hint or "",
        is_open=is_open,
        explained=explained,
    )
