"""What counts, and how many attempts there are."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.web.conftest import ADD, GOOD, Submit, report_on
from web.db import Database
from web.models import Cohort, PackVersion, Purpose, State, Submission, User
from web.services import submissions
from web.services.attempts import attempts_left
from web.services.catalog import Catalog
from web.services.courses import Progress
from web.services.errors import NotAllowed
from web.services.gradebook import grade_table
from web.services.queueing import GradingQueue
from web.services.recording import record
from web.services.tallies import tallies_of

MINE = "mine/first-steps"
GREETING = {"greeting.py": b"def greet(name): ...\n"}
HandIn = Callable[..., Submission]


@pytest.fixture
def hand_in(
    session: Session,
    grading_queue: GradingQueue,
    published: Callable[[], Catalog],
    people: dict[str, User],
    mine: PackVersion,
) -> HandIn:
    """Hands in to the instructor's own pack; with a verdict, it is graded at once."""

    def hand_in(verdict: Verdict | None = None, score: float = 1.0, user: str = "learner") -> Submission:
        made = submissions.submit(session, grading_queue, published(), people[user], MINE, GREETING)
        if verdict is not None:
            for _ in range(3 if verdict is Verdict.GRADER_ERROR else 1):
                record(session, report_on(made, verdict, score))
            session.commit()
        return made

    return hand_in


def test_of_a_submission_that_was_graded_again_the_newest_report_counts(
    submit: Submit, session: Session, people: dict[str, User]
) -> None:
    submission = submit()
    record(session, report_on(submission))
    submission.attempt, submission.state = 2, State.QUEUED
    session.commit()
    record(session, report_on(submission, Verdict.FAILED, 0.25))
    session.commit()
    tally = tallies_of(session, people["learner"])[ADD]
    assert (tally.submissions, tally.best_score, tally.passed) == (1, 0.25, False)


@pytest.mark.parametrize("purpose", [Purpose.TRIAL, Purpose.REGRADE])
def test_trials_and_regrades_count_nowhere(
    submit: Submit, session: Session, people: dict[str, User], cohort: Cohort, catalog: Catalog, purpose: Purpose
) -> None:
    submission = submit()
    record(session, report_on(submission))
    submission.purpose = purpose
    session.commit()
    learner = people["learner"]
    assert tallies_of(session, learner) == {}
    assert submissions.history(session, learner) == []
    assert submissions.newest(session, learner, ADD) is None
    (course,) = catalog.course_map(session, learner)
    assert course.steps[0].progress is Progress.OPEN
    assert {cell.attempts for row in grade_table(session, catalog, cohort).rows for cell in row.cells} == {0}


def test_best_and_last_are_the_authors_choice(
    hand_in: HandIn,
    session: Session,
    people: dict[str, User],
    published: Callable[[], Catalog],
    set_key: Callable[[str], None],
) -> None:
    hand_in(Verdict.PASSED, 1.0)
    hand_in(Verdict.FAILED, 0.25)
    hand_in(Verdict.GRADER_ERROR, 0)
    hand_in()
    step = published().step(session, people["learner"], MINE)
    assert (step.best_score, step.progress, step.attempts) == (1.0, Progress.PASSED, 4)
    set_key("grading: {counts: last}")
    step = published().step(session, people["learner"], MINE)
    assert (step.best_score, step.progress) == (0.25, Progress.STARTED)


def test_grades_follow_that_choice(
    hand_in: HandIn,
    session: Session,
    cohort: Cohort,
    published: Callable[[], Catalog],
    set_key: Callable[[str], None],
) -> None:
    set_key("grading: {counts: last}")
    hand_in(Verdict.PASSED, 1.0)
    hand_in(Verdict.FAILED, 0.25)
    (cell,) = [cell for cell in grade_table(session, published(), cohort).rows[0].cells if cell.exercise == MINE]
    assert (cell.best_score, cell.passed, cell.attempts) == (0.25, False, 2)


def test_what_was_passed_once_stays_open_where_the_last_counts(
    session: Session, people: dict[str, User], submit: Submit, catalog: Catalog
) -> None:
    record(session, report_on(submit()))
    record(session, report_on(submit(), Verdict.FAILED, 0.5))
    session.commit()
    tally = tallies_of(session, people["learner"])[ADD]
    assert (tally.passed, tally.last_passed, tally.last_score) == (True, False, 0.5)


def test_an_unlisted_pack_has_a_column_once_a_learner_used_it(
    hand_in: HandIn, session: Session, cohort: Cohort, published: Callable[[], Catalog], set_key: Callable[[str], None]
) -> None:
    set_key("visibility: unlisted")
    columns = [column.id for column in grade_table(session, published(), cohort).columns]
    assert MINE not in columns
    hand_in()
    assert MINE in [column.id for column in grade_table(session, published(), cohort).columns]


def test_after_the_last_attempt_nothing_is_accepted(
    hand_in: HandIn,
    session: Session,
    people: dict[str, User],
    published: Callable[[], Catalog],
    set_key: Callable[[str], None],
) -> None:
    set_key("grading: {attempts: 2}")
    assert attempts_left(session, published(), people["learner"], MINE) == 2
    hand_in(Verdict.FAILED, 0.5)
    hand_in()
    assert attempts_left(session, published(), people["learner"], MINE) == 0
    with pytest.raises(NotAllowed, match="handed in 2 times, and you have done that"):
        hand_in()
    assert len(submissions.history(session, people["learner"], MINE)) == 2
    assert attempts_left(session, published(), people["second"], MINE) == 2


def test_a_verdict_that_is_our_fault_uses_up_no_attempt(hand_in: HandIn, set_key: Callable[[str], None]) -> None:
    set_key("grading: {attempts: 1}")
    hand_in(Verdict.GRADER_ERROR, 0)
    hand_in(Verdict.GRADER_ERROR, 0)
    assert hand_in().state == State.QUEUED
    with pytest.raises(NotAllowed, match="handed in once"):
        hand_in()


def test_two_at_once_do_not_share_the_last_attempt(
    database: Database,
    grading_queue: GradingQueue,
    mine: PackVersion,
    published: Callable[[], Catalog],
    set_key: Callable[[str], None],
    people: dict[str, User],
) -> None:
    set_key("grading: {attempts: 1}")
    catalog = published()
    outcomes: list[str] = []

    def click() -> None:
        with database.session() as session:
            user = session.get_one(User, people["learner"].id)
            try:
                submissions.submit(session, grading_queue, catalog, user, MINE, GREETING)
                outcomes.append("accepted")
            except NotAllowed:
                outcomes.append("refused")

    threads = [threading.Thread(target=click) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["accepted", *["refused"] * 5]


def test_the_same_key_gives_the_same_submission_after_the_last_attempt(
    session: Session,
    grading_queue: GradingQueue,
    published: Callable[[], Catalog],
    people: dict[str, User],
    mine: PackVersion,
    set_key: Callable[[str], None],
) -> None:
    set_key("grading: {attempts: 1}")
    first, again = (
        submissions.submit(session, grading_queue, published(), people["learner"], MINE, GREETING, "click")
        for _ in range(2)
    )
    assert first.id == again.id


def test_any_number_of_attempts_is_the_rule(
    session: Session, catalog: Catalog, people: dict[str, User], submit: Submit
) -> None:
    for _ in range(5):
        submit(files=GOOD)
    assert attempts_left(session, catalog, people["learner"], ADD) is None
