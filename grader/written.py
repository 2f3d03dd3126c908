"""Reports on what is graded without a container: a quiz by its questions, a text by nothing but its length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.bundles import Bundle, BundledTest, digest_of
from grader.explanations import sentence
from grader.kinds import quiz, text
from grader.model import Text, pick
from grader.reports import Explanation, Outcome, Report, Show, TestResult, Verdict
from grader.scoring import SHORT_TEXT, all_passed, cut, score_of, shortened, signature


def needs_no_sandbox(bundle: Bundle) -> bool:
    """Whether nothing of a submission is ever run."""
    return bundle.kind in {"quiz", "text"}


def report_of_answers(bundle: Bundle, files: Mapping[str, bytes]) -> Report:
    """The report on a quiz or a text. Whatever is in *files*, it is a report."""
    file = bundle.files[0]
    untrusted = files.get(file, b"")
    return _of_quiz(bundle, file, untrusted) if bundle.kind == "quiz" else _of_text(bundle, file, untrusted)


def _of_quiz(bundle: Bundle, file: str, untrusted: bytes) -> Report:
    try:
        found = quiz.answered(bundle.questions, file, untrusted)
    except quiz.AnswersRefused as refused:
        return _report(bundle, Verdict.ERROR, _all(bundle, Outcome.SKIPPED, Explanation(code="not_run")), refused)
    results = [
        _result(number, test, one, bundle.language)
        for number, (test, one) in enumerate(zip(bundle.tests, found, strict=True), start=1)
    ]
    verdict = Verdict.PASSED if all_passed(results) else Verdict.FAILED
    wrong = [f"{test.name} {one.answer}" for test, one in zip(bundle.tests, found, strict=True) if _failed(one)]
    report = _report(bundle, verdict, results, None)
    return report if verdict is Verdict.PASSED else report.model_copy(update={"signature": signature(wrong)})


def _failed(one: quiz.Answered) -> bool:
    return one.outcome is not Outcome.PASSED


def _of_text(bundle: Bundle, file: str, untrusted: bytes) -> Report:
    explanation, is_readable = text.waiting(file, untrusted, bundle.words)
    results = _all(bundle, Outcome.SKIPPED, Explanation(code="waits_for_person"))
    return _report(bundle, Verdict.FAILED if is_readable else Verdict.ERROR, results, explanation)


def _report(
    bundle: Bundle, verdict: Verdict, results: Sequence[TestResult], why: Explanation | quiz.AnswersRefused | None
) -> Report:
    explanation = why.explanation if isinstance(why, quiz.AnswersRefused) else why
    report = Report(
        exercise=bundle.exercise,
        exercise_digest=digest_of(bundle.to_bytes()),
        verdict=verdict,
        score=score_of(results),
        tests=list(results),
        error=sentence(explanation.code, explanation.args) if explanation else None,
        explanation=explanation,
    )
    return shortened(report)


def _all(bundle: Bundle, outcome: Outcome, explanation: Explanation) -> list[TestResult]:
    """The same outcome for every test."""
    one = quiz.Answered(outcome, explanation)
    return [_result(number, test, one, bundle.language) for number, test in enumerate(bundle.tests, start=1)]


def _result(number: int, test: BundledTest, one: quiz.Answered, language: str) -> TestResult:
    """Questions and criteria are no secret; so where an author does not hide everything, all is said."""
    hides = test.show is Show.NOTHING
    result = TestResult(
        name=test.name,
        title=cut((not hides and pick(test.title, language)) or f"Test {number}", SHORT_TEXT),
        outcome=one.outcome,
        points=test.points if one.outcome is Outcome.PASSED else 0.0,
        max_points=test.points,
        show=Show.NOTHING if hides else Show.DETAILS,
    )
    if one.explanation is None or hides:
        return result
    message = "\n".join(_said(one.say, language)) or sentence(one.explanation.code, one.explanation.args)
    hint = cut(pick(test.hint, language)) or None
    return result.model_copy(update={"message": cut(message), "explanation": one.explanation, "hint": hint})


def _said(texts: Sequence[Text], language: str) -> list[str]:
    return [pick(one, language) for one in texts]
