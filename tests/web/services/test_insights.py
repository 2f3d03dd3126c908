"""What learners' submissions say about an exercise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from grader.jobs import ReportMessage
from grader.reports import Explanation, Outcome, Report, TestResult, Verdict
from tests.web.conftest import ADD, Submit
from web.models import Cohort, Purpose, Submission, User
from web.services.catalog import Catalog
from web.services.errors import NotFound
from web.services.insights import group_of, insights
from web.services.recording import record

TESTS = ("test_adds_secretly", "test_adds_visibly")
Hand = Callable[..., Submission]


@pytest.fixture
def tests_of_add(catalog: Catalog) -> tuple[str, ...]:
    return tuple(test.name for test in catalog.exercise(ADD).tests)


@pytest.fixture
def hand(submit: Submit, session: Session, tests_of_add: tuple[str, ...]) -> Hand:
    """Hands in, and records that these tests did not pass; `None`: it could not be run."""

    def hand(
        failing: tuple[str, ...] | None = (), user: str = "learner", text: bytes = b"x", minutes: int = 0
    ) -> Submission:
        made = submit(user, files={"sums.py": text})
        made.created_at += timedelta(minutes=minutes)
        session.commit()
        verdict = Verdict.ERROR if failing is None else Verdict.FAILED if failing else Verdict.PASSED
        tests = (
            []
            if failing is None
            else [
                TestResult(
                    name=name,
                    title=name,
                    outcome=Outcome.FAILED if name in failing else Outcome.PASSED,
                    points=0 if name in failing else 1,
                    max_points=1,
                )
                for name in tests_of_add
            ]
        )
        report = Report(
            exercise=ADD,
            exercise_digest=made.digest,
            verdict=verdict,
            score=1.0 if verdict is Verdict.PASSED else 0.0,
            tests=tests,
            explanation=Explanation(code="syntax") if failing is None else None,
        )
        record(session, ReportMessage(submission_id=made.id, attempt=made.attempt, worker="w", report=report))
        session.commit()
        return made

    return hand


def test_tests_that_fail_most_come_first(
    hand: Hand, session: Session, catalog: Catalog, people: dict[str, User], tests_of_add: tuple[str, ...]
) -> None:
    first, last = tests_of_add[0], tests_of_add[-1]
    hand((last,))
    hand((first, last))
    hand(None)
    hand()
    figures = insights(session, catalog, people["admin"], ADD).tests
    assert [figure.name for figure in figures[:2]] == [last, first]
    assert [(figure.failed, figure.of, round(figure.share, 2)) for figure in figures[:2]] == [
        (2, 3, 0.67),
        (1, 3, 0.33),
    ]
    assert len(figures) == len(tests_of_add)


def test_attempts_and_time_until_it_was_solved_are_medians(
    hand: Hand, session: Session, catalog: Catalog, people: dict[str, User], tests_of_add: tuple[str, ...]
) -> None:
    wrong = tests_of_add[:1]
    hand(wrong)
    hand((), minutes=10)
    hand(wrong, minutes=20)
    hand((), "second")
    found = insights(session, catalog, people["admin"], ADD)
    assert (found.learners, found.submissions, found.solved) == (2, 4, 2)
    assert found.attempts_to_pass == 1.5
    assert found.seconds_to_pass is not None
    assert abs(found.seconds_to_pass - 300) < 30


def test_where_nobody_passed_there_is_no_median(
    hand: Hand, session: Session, catalog: Catalog, people: dict[str, User], tests_of_add: tuple[str, ...]
) -> None:
    hand(tests_of_add)
    found = insights(session, catalog, people["admin"], ADD)
    assert (found.solved, found.attempts_to_pass, found.seconds_to_pass) == (0, None, None)


def test_wrong_answers_are_grouped_by_what_they_fail(
    hand: Hand, session: Session, catalog: Catalog, people: dict[str, User], tests_of_add: tuple[str, ...]
) -> None:
    last = tests_of_add[-1:]
    hand(last, text=b"one way")
    hand(last, "second", b"the usual way")
    hand(last, text=b"the usual way")
    hand(None, text=b"no code")
    hand(())
    usual, broken = insights(session, catalog, people["admin"], ADD).groups
    assert (usual.tests, usual.count, usual.learners, usual.verdict) == (last, 3, 2, Verdict.FAILED)
    assert usual.files == {"sums.py": b"the usual way"}
    assert (broken.tests, broken.count, broken.verdict) == ((), 1, Verdict.ERROR)
    assert group_of(session, catalog, people["admin"], ADD, usual.key) == usual
    with pytest.raises(NotFound):
        group_of(session, catalog, people["admin"], ADD, "no such way")


def test_trials_and_those_who_teach_count_for_nothing(
    hand: Hand, session: Session, catalog: Catalog, people: dict[str, User], tests_of_add: tuple[str, ...]
) -> None:
    hand(tests_of_add, "instructor")
    trial = hand(tests_of_add)
    trial.purpose = Purpose.TRIAL
    session.commit()
    found = insights(session, catalog, people["admin"], ADD)
    assert (found.learners, found.submissions, found.groups) == (0, 0, ())


def test_who_may_not_change_the_pack_sees_their_own_learners_only(
    hand: Hand, session: Session, catalog: Catalog, people: dict[str, User], cohort: Cohort
) -> None:
    hand()
    assert insights(session, catalog, people["instructor"], ADD).submissions == 1
    assert insights(session, catalog, people["colleague"], ADD).submissions == 0
    for name in ("learner", "lead"):
        with pytest.raises(NotFound):
            insights(session, catalog, people[name], ADD)
