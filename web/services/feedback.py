"""What a report says, in the reader's language."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy.orm import Session

from grader.bundles import Bundle, BundledTest
from grader.errors import BundleMismatch
from grader.model import pick
from grader.reports import Report, Show, TestResult
from web.models import ExerciseVersion, StoredReport

MAX_TITLE = 300
"""Characters, as in the model of a report."""


def report_for(session: Session, stored: StoredReport, language: str) -> Report:
    """The learner's copy of the report, titles and hints in *language* where the author wrote them in it."""
    report = stored.report()
    bundle = _bundle(session, stored.digest)
    if bundle is None:
        return report.for_learner()
    tests = {test.name: test for test in bundle.tests}
    translated = [_translated(one, tests.get(one.name), (language, bundle.language)) for one in report.tests]
    return report.model_copy(update={"tests": translated}).for_learner()


def _translated(result: TestResult, test: BundledTest | None, languages: tuple[str, str]) -> TestResult:
    if test is None or result.show is Show.NOTHING:
        return result
    title = pick(test.title, *languages)
    update = {"title": title[:MAX_TITLE]} if title else {}
    if result.hint is not None:
        update["hint"] = pick(test.hint, *languages)
    return result.model_copy(update=update)


def _bundle(session: Session, digest: str) -> Bundle | None:
    """The version of the exercise that a report was made on; None for one of an older form of bundles."""
    try:
        return _read(session.get_one(ExerciseVersion, digest).bundle, digest)
    except BundleMismatch:
        return None


@lru_cache(maxsize=64)
def _read(data: bytes, digest: str) -> Bundle:
    return Bundle.from_bytes(data, digest)
