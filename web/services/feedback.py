"""What a report says, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from grader.bundles import Bundle, BundledTest
from grader.errors import BundleMismatch
from grader.model import Kind, Question, pick
from grader.reports import MAX_TEXT, Outcome, Report, Show, TestResult
from web.models import ExerciseVersion, StoredReport

MAX_TITLE = 300
"""Characters, as in the model of a report."""


@dataclass(frozen=True)
class Feedback:
    """What a learner is told: the report, and what the author says beside it."""

    report: Report
    kind: Kind = "pytest"
    mistake: str = ""
    """What is said of the known mistake that this is; empty where it is none."""


def feedback_for(session: Session, stored: StoredReport, language: str) -> Feedback:
    """The learner's copy of the report in *language* where the author wrote it in it, and what belongs to it."""
    report = stored.report()
    bundle = bundle_of(session, stored.digest)
    if bundle is None:
        return Feedback(report.for_learner())
    languages = (language, bundle.language)
    tests = {test.name: test for test in bundle.tests}
    questions = {question.name: question for question in bundle.questions}
    translated = [
        _answer_told(_translated(one, tests.get(one.name), languages), questions.get(one.name), languages)
        for one in report.tests
    ]
    known = bundle.mistakes.get(report.mistake or "")
    return Feedback(
        report=report.model_copy(update={"tests": translated}).for_learner(),
        kind=bundle.kind,
        mistake=pick(known.say, *languages) if known else "",
    )


def report_for(session: Session, stored: StoredReport, language: str) -> Report:
    """The learner's copy of the report, titles and hints in *language* where the author wrote them in it."""
    return feedback_for(session, stored, language).report


def bundle_of(session: Session, digest: str) -> Bundle | None:
    """The version of the exercise that a report was made on; None for one of an older form of bundles."""
    try:
        return _read(session.get_one(ExerciseVersion, digest).bundle, digest)
    except BundleMismatch:
        return None


def _translated(result: TestResult, test: BundledTest | None, languages: tuple[str, str]) -> TestResult:
    if test is None or result.show is Show.NOTHING:
        return result
    title = pick(test.title, *languages)
    update = {"title": title[:MAX_TITLE]} if title else {}
    if result.hint is not None:
        update["hint"] = pick(test.hint, *languages)
    return result.model_copy(update=update)


def _answer_told(result: TestResult, question: Question | None, languages: tuple[str, str]) -> TestResult:
    """What the author says of the answer: of each wrong choice, or why the right one is right; never both."""
    if question is None or result.show is Show.NOTHING:
        return result
    if result.outcome is Outcome.PASSED:
        return result.model_copy(update={"message": pick(question.explain, *languages)[:MAX_TEXT]})
    if result.explanation is None or result.explanation.code != "quiz_choice":
        return result
    numbers = [int(one) for one in result.explanation.args.get("choices", "").split(",") if one.isdecimal()]
    said = [pick(question.choices[one - 1].say, *languages) for one in numbers if 0 < one <= len(question.choices)]
    return result.model_copy(update={"message": "\n".join(said)[:MAX_TEXT]}) if said else result


@lru_cache(maxsize=64)
def _read(data: bytes, digest: str) -> Bundle:
    return Bundle.from_bytes(data, digest)
