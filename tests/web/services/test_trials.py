"""Authors run answers in the real sandbox, and nobody's grades know of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.jobs import GradingJob, Lane
from grader.reports import Verdict
from tests.conftest import QueueServer
from tests.web.conftest import GOOD, Publish, Submit, Write, report_on
from web.db import Database, now
from web.models import ExerciseVersion, PackVersion, Purpose, State, Submission, User
from web.reconciler import Reconciler
from web.services import submissions, trials
from web.services.authoring.drafts import FaultyDraft
from web.services.errors import Conflict, Invalid, NotAllowed, NotFound
from web.services.queueing import GradingQueue
from web.services.recording import record

SLUG = "first-steps"
WRONG = {"greeting.py": b"def greet(name):\n    return name\n"}
TESTS = 'from greeting import greet\n\n\ndef test_greets_by_name():\n    assert greet("Alan") == "Hello, Alan!"\n'
Try = Callable[..., Submission]


@pytest.fixture
def run(session: Session, grading_queue: GradingQueue, people: dict[str, User], mine: PackVersion) -> Try:
    def run(answer: object = trials.REFERENCE, user: str = "instructor", number: int | None = None) -> Submission:
        return trials.start_trial(session, grading_queue, people[user], "mine", SLUG, answer, number=number)  # type: ignore[arg-type]

    return run


def _waiting(queue: GradingQueue, lane: Lane) -> list[str]:
    jobs = Queue(lane, connection=queue.connection, serializer=JSONSerializer).get_jobs()
    return [GradingJob.model_validate_json(job.args[0]).submission_id for job in jobs]


def test_every_answer_of_the_author_runs_against_the_draft_in_the_sandbox(
    session: Session,
    grading_queue: GradingQueue,
    people: dict[str, User],
    mine: PackVersion,
    write: Write,
    grade_all: Callable[[], None],
) -> None:
    write("first-steps/tests/test_greeting.py", TESTS)
    batch = trials.start_all(session, grading_queue, people["instructor"], "mine")
    assert set(_waiting(grading_queue, Lane.INTERACTIVE)) == set()
    assert len(_waiting(grading_queue, Lane.REGRADE)) == 3
    grade_all()
    verdicts = {}
    for trial in trials.trials_of_batch(session, people["instructor"], batch):
        report = trials.trial_report(session, people["instructor"], trial.id)
        assert report is not None
        verdicts[trial.label] = report.verdict
        assert "test_greets_by_name" in {test.name for test in report.tests}
    assert verdicts == {
        "reference": Verdict.PASSED,
        "starter": Verdict.FAILED,
        "mistake:forgets-the-name": Verdict.FAILED,
    }


def test_an_answer_of_ones_own_runs_as_well(
    run: Try, session: Session, people: dict[str, User], grade_all: Callable[[], None], grading_queue: GradingQueue
) -> None:
    trial = run(WRONG)
    assert _waiting(grading_queue, Lane.INTERACTIVE) == [trial.id]
    assert trials.trial_report(session, people["instructor"], trial.id) is None
    grade_all()
    report = trials.trial_report(session, people["instructor"], trial.id)
    assert report is not None
    assert report.verdict is Verdict.FAILED


def test_a_version_can_be_tried_too(run: Try, session: Session, write: Write, mine: PackVersion) -> None:
    write("first-steps/exercise.yaml", "title: Other tests\nshow: details\n")
    draft, version = run(), run(number=1)
    assert draft.digest != version.digest
    assert {draft.purpose, version.purpose} == {Purpose.TRIAL}


def test_a_trial_is_seen_by_its_maker_alone(run: Try, session: Session, people: dict[str, User]) -> None:
    trial = run()
    assert submissions.submission_for(session, people["instructor"], trial.id) is trial
    for name in ("admin", "colleague", "lead", "learner"):
        with pytest.raises(NotFound):
            submissions.submission_for(session, people[name], trial.id)
        with pytest.raises(NotFound):
            trials.trial_report(session, people[name], trial.id)


def test_a_batch_is_seen_by_its_maker_alone(
    session: Session, grading_queue: GradingQueue, people: dict[str, User], mine: PackVersion
) -> None:
    batch = trials.start_all(session, grading_queue, people["instructor"], "mine", [SLUG])
    assert len(trials.trials_of_batch(session, people["instructor"], batch)) == 3
    with pytest.raises(NotFound):
        trials.trials_of_batch(session, people["admin"], batch)


def test_the_newest_trials_come_first(run: Try, session: Session, people: dict[str, User]) -> None:
    first, second = run(), run(WRONG)
    assert trials.recent_trials(session, people["instructor"], f"mine/{SLUG}") == [second, first]
    assert trials.recent_trials(session, people["admin"], f"mine/{SLUG}") == []


def test_a_learners_submission_is_no_trial(submit: Submit, session: Session, people: dict[str, User]) -> None:
    with pytest.raises(NotFound):
        trials.trial_report(session, people["learner"], submit(files=GOOD).id)


def test_who_may_not_change_a_pack_tries_its_versions_only(run: Try) -> None:
    assert run(user="colleague", number=1).purpose is Purpose.TRIAL
    with pytest.raises(NotAllowed):
        run(user="colleague")
    with pytest.raises(NotFound):
        run(user="learner", number=1)


@pytest.mark.parametrize(
    ("answer", "error"),
    [("mistake:unknown", NotFound), ({"other.py": b""}, Invalid), ({"greeting.py": b"", "../x": b""}, Invalid)],
)
def test_what_cannot_be_run_is_refused(run: Try, session: Session, answer: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        run(answer)
    assert session.scalar(select(Submission.id).where(Submission.purpose == Purpose.TRIAL)) is None


def test_a_faulty_draft_is_not_run(run: Try, write: Write) -> None:
    write("pack.yaml", "id: mine\n")
    with pytest.raises(FaultyDraft):
        run()


def test_a_trial_that_was_lost_comes_back_on_its_lane(
    session: Session,
    grading_queue: GradingQueue,
    database: Database,
    valkey: QueueServer,
    people: dict[str, User],
    run: Try,
) -> None:
    single = run()
    batch = trials.start_all(session, grading_queue, people["instructor"], "mine", [SLUG])
    valkey.admin().flushall()
    reconciler = Reconciler(database, grading_queue)
    assert [reconciler.look() for _ in range(2)] == [0, 4]
    assert _waiting(grading_queue, Lane.INTERACTIVE) == [single.id]
    expected = {trial.id for trial in trials.trials_of_batch(session, people["instructor"], batch)}
    assert set(_waiting(grading_queue, Lane.REGRADE)) == expected


def test_an_author_cannot_fill_the_queue(run: Try, session: Session, people: dict[str, User]) -> None:
    first = run()
    session.add_all(
        Submission(user_id=first.user_id, purpose=Purpose.TRIAL, exercise=first.exercise, digest=first.digest, files={})
        for _ in range(trials.MAX_WAITING - 1)
    )
    session.commit()
    with pytest.raises(Conflict, match="still wait"):
        run()


def test_old_trials_go_and_with_them_versions_that_nothing_hangs_on(
    run: Try, session: Session, write: Write, submit: Submit, publish: Publish
) -> None:
    write("first-steps/exercise.yaml", "title: Never published\nshow: nothing\n")
    old = run()
    record(session, report_on(old))
    kept = submit(exercise="tiny/add")
    old_digest, kept_digest = old.digest, kept.digest
    old.created_at = now() - timedelta(days=8)
    beside = Submission(
        id=str(uuid.uuid4()),
        user_id=old.user_id,
        purpose=Purpose.TRIAL,
        state=State.GRADED,
        exercise="tiny/add",
        digest=kept_digest,
        files={},
        created_at=now() - timedelta(days=8),
    )
    session.add(beside)
    session.commit()
    write("first-steps/exercise.yaml", "title: Another\n")
    run()
    session.expire_all()
    left = set(session.scalars(select(Submission.id).where(Submission.purpose == Purpose.TRIAL)))
    assert not left & {old.id, beside.id}
    assert session.get(ExerciseVersion, old_digest) is None
    assert session.get(ExerciseVersion, kept_digest) is not None
