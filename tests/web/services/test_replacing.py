"""Where an exercise says so, a newer submission takes the place of an older one that waits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from grader.packs.reader import LoadedExercise, read_library
from grader.reports import Verdict
from tests.conftest import QueueServer
from tests.web.conftest import ADD, GOOD, PACKS, Submit
from tests.web.services.test_turns import queued
from web.models import State, User
from web.services import submissions
from web.services.catalog import Catalog
from web.services.queueing import GradingQueue


class _ReplacingCatalog(Catalog):
    """The packs of the tests, with `replaces_queued` in every exercise."""

    def exercise(self, exercise_id: str) -> LoadedExercise:
        found = super().exercise(exercise_id)
        return replace(found, exercise=found.exercise.model_copy(update={"replaces_queued": True}))


@pytest.fixture
def catalog() -> Catalog:
    return _ReplacingCatalog(read_library(PACKS).packs)


def test_a_newer_submission_takes_the_place_of_one_that_waits(
    submit: Submit, session: Session, grading_queue: GradingQueue
):
    older, newer = submit(), submit()
    session.refresh(older)
    assert queued(grading_queue) == [newer.id]
    assert older.state == State.GRADED
    assert older.latest is not None
    report = older.latest.report()
    assert report.verdict is Verdict.GRADER_ERROR  # so it counts for nothing
    assert report.explanation is not None
    assert report.explanation.code == "replaced"


def test_one_that_a_worker_has_begun_is_graded_all_the_same(
    submit: Submit, session: Session, grading_queue: GradingQueue, valkey: QueueServer
):
    older = submit()
    assert valkey.admin().lpop("rq:queue:grade") is not None
    newer = submit()
    session.refresh(older)
    assert older.state == State.QUEUED
    assert queued(grading_queue) == [newer.id]


def test_only_the_same_exercise_of_the_same_learner_is_replaced(
    submit: Submit, session: Session, grading_queue: GradingQueue
):
    other_learner = submit("second")
    other_exercise = submit(exercise="tiny/double", files={"doubling.py": b"def double(n):\n    return 2 * n\n"})
    newer = submit()
    assert queued(grading_queue) == [other_learner.id, other_exercise.id, newer.id]


def test_a_replaced_submission_is_told_to_whoever_waits(submit: Submit, session: Session, grading_queue: GradingQueue):
    listener = grading_queue.connection.pubsub(ignore_subscribe_messages=True)
    listener.subscribe("web:recorded")
    listener.get_message(timeout=5)
    older = submit()
    submit()
    message = listener.get_message(timeout=5)
    listener.close()
    assert message is not None
    assert message["data"] == older.id.encode()


def test_the_exercise_decides(session: Session, grading_queue: GradingQueue, people: dict[str, User]):
    plain, learner = Catalog(read_library(PACKS).packs), people["learner"]
    made = [submissions.submit(session, grading_queue, plain, learner, ADD, GOOD) for _ in range(2)]
    assert queued(grading_queue) == [one.id for one in made]
