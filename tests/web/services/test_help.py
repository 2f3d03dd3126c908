"""Asking a person about a submission: who may, what is refused, and what is unread."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tests.web.conftest import Submit
from web.db import Database, now
from web.models import Cohort, HelpMessage, HelpReading, HelpThread, Purpose, Submission, User
from web.services import help as asking
from web.services import help_lists
from web.services.errors import Invalid, NotFound
from web.services.help import Place

People = dict[str, User]
LINES = Place("sums.py", 1, 2)


@pytest.fixture
def asked(session: Session, people: People, cohort: Cohort, submit: Submit) -> Submission:
    """A submission about which the learner asked."""
    submission = submit()
    asking.write(session, people["learner"], submission.id, "Why `return`?", LINES)
    return submission


def thread(session: Session, submission: Submission) -> HelpThread:
    found = asking.thread_of(session, submission)
    assert found is not None
    return found


def test_a_question_and_its_answer_know_their_lines(session: Session, people: People, asked: Submission) -> None:
    asking.write(session, people["lead"], asked.id, "So that the caller gets it.", Place("sums.py", 2, 2))
    found = [
        (one.author_id, one.text, one.file, one.first_line, one.last_line) for one in thread(session, asked).messages
    ]
    assert found == [
        (people["learner"].id, "Why `return`?", "sums.py", 1, 2),
        (people["lead"].id, "So that the caller gets it.", "sums.py", 2, 2),
    ]


@pytest.mark.parametrize("name", ["second", "stranger", "colleague"])
def test_nobody_else_may_write(session: Session, people: People, asked: Submission, name: str) -> None:
    with pytest.raises(NotFound):
        asking.write(session, people[name], asked.id, "Hello", Place())
    assert len(thread(session, asked).messages) == 1


@pytest.mark.parametrize("name", ["lead", "instructor", "admin"])
def test_those_who_look_after_the_learner_find_it_and_answer(
    session: Session, people: People, asked: Submission, name: str
) -> None:
    assert [one.submission_id for one in help_lists.waiting_threads(session, people[name])] == [asked.id]
    assert help_lists.count_waiting(session, people[name]) == 1
    asking.write(session, people[name], asked.id, "Like this.", Place())
    assert help_lists.waiting_threads(session, people[name]) == []
    assert [one.submission_id for one in help_lists.answered_threads(session, people[name])] == [asked.id]


@pytest.mark.parametrize("name", ["learner", "second", "stranger", "colleague"])
def test_nothing_waits_for_anybody_else(session: Session, people: People, asked: Submission, name: str) -> None:
    assert help_lists.waiting_threads(session, people[name]) == []
    assert help_lists.answered_threads(session, people[name]) == []
    assert help_lists.count_waiting(session, people[name]) == 0


def test_a_mentor_does_not_begin(session: Session, people: People, cohort: Cohort, submit: Submit) -> None:
    with pytest.raises(NotFound):
        asking.write(session, people["lead"], submit().id, "Nice.", Place())


def test_a_trial_is_nothing_to_ask_about(session: Session, people: People, cohort: Cohort, submit: Submit) -> None:
    submission = submit("instructor")
    submission.purpose = Purpose.TRIAL
    session.commit()
    with pytest.raises(NotFound):
        asking.write(session, people["instructor"], submission.id, "Why?", Place())


@pytest.mark.parametrize("text", ["", "  \n\t ", "\0", "x" * (asking.MAX_TEXT + 1)])
def test_an_empty_or_too_long_text_is_refused(session: Session, people: People, submit: Submit, text: str) -> None:
    submission = submit()
    with pytest.raises(Invalid):
        asking.write(session, people["learner"], submission.id, text, Place())
    assert asking.thread_of(session, submission) is None


@pytest.mark.parametrize(
    "place",
    [
        Place("sums.py", 0, 1),
        Place("sums.py", 1, 3),
        Place("sums.py", 2, 1),
        Place("sums.py", 1, None),
        Place("other.py"),
        Place("", 1, 1),
    ],
)
def test_lines_that_are_not_there_are_refused(session: Session, people: People, submit: Submit, place: Place) -> None:
    submission = submit()
    with pytest.raises(Invalid):
        asking.write(session, people["learner"], submission.id, "Here?", place)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    assert asking.lines_in(b"a\r\nb\x0cc\n\n") == ["a", "b\x0cc", ""]
    assert asking.lines_in(b"") == [""]
    assert asking.lines_in("é\u2028\n".encode() + b"\xff") == ["é\u2028", "\ufffd"]


def test_unread_is_what_somebody_else_wrote_since(session: Session, people: People, asked: Submission) -> None:
    learner, lead = people["learner"], people["lead"]
    assert not asking.is_unread(thread(session, asked), learner)
    assert asking.is_unread(thread(session, asked), lead)
    assert not asking.is_read_by_others(thread(session, asked), learner.id)
    asking.mark_read(session, lead, thread(session, asked))
    assert asking.is_read_by_others(thread(session, asked), learner.id)
    assert help_lists.count_unread(session, learner) == 0
    asking.write(session, lead, asked.id, "So.", LINES)
    assert help_lists.count_unread(session, learner) == 1
    asking.mark_read(session, learner, thread(session, asked))
    asking.mark_read(session, learner, thread(session, asked))
    assert help_lists.count_unread(session, learner) == 0
    assert session.scalar(select(func.count()).select_from(HelpReading)) == 2


def test_the_oldest_question_comes_first(session: Session, people: People, asked: Submission, submit: Submit) -> None:
    later = submit("second")
    asking.write(session, people["second"], later.id, "And I?", Place())
    thread(session, later).waiting_since = now() - timedelta(days=1)
    session.commit()
    waiting = help_lists.waiting_threads(session, people["lead"])
    assert [one.submission_id for one in waiting] == [later.id, asked.id]


def test_several_messages_each_way_and_solved_by_the_learner_alone(
    session: Session, people: People, asked: Submission
) -> None:
    learner, lead = people["learner"], people["lead"]
    since = thread(session, asked).waiting_since
    asking.write(session, learner, asked.id, "I mean line 2.", Place())
    assert thread(session, asked).waiting_since == since
    asking.write(session, lead, asked.id, "I see.", Place())
    with pytest.raises(NotFound):
        asking.set_solved(session, lead, asked.id)
    asking.set_solved(session, learner, asked.id)
    assert thread(session, asked).solved_at is not None
    asking.write(session, lead, asked.id, "Glad to hear.", Place())
    assert thread(session, asked).solved_at is not None
    asking.write(session, learner, asked.id, "One more thing.", Place())
    assert thread(session, asked).solved_at is None
    assert help_lists.count_waiting(session, lead) == 1


def test_a_lead_who_has_left_the_cohort_sees_nothing_more(
    session: Session, people: People, cohort: Cohort, asked: Submission
) -> None:
    cohort.enrolments = [one for one in cohort.enrolments if one.user_id != people["lead"].id]
    session.commit()
    assert help_lists.waiting_threads(session, people["lead"]) == []
    with pytest.raises(NotFound):
        asking.write(session, people["lead"], asked.id, "Still here", Place())


def test_too_much_in_an_hour_is_refused_and_later_taken_again(
    session: Session, people: People, asked: Submission
) -> None:
    for number in range(asking.MAX_AN_HOUR - 1):
        asking.write(session, people["learner"], asked.id, f"{number}", Place())
    with pytest.raises(Invalid, match="last hour"):
        asking.write(session, people["learner"], asked.id, "and", Place())
    for message in thread(session, asked).messages:
        message.written_at -= timedelta(hours=2)
    session.commit()
    asking.write(session, people["learner"], asked.id, "and", Place())
    assert len(thread(session, asked).messages) == asking.MAX_AN_HOUR + 1


def test_only_so_many_questions_wait(session: Session, people: People, submit: Submit) -> None:
    for _ in range(asking.MAX_WAITING):
        asking.write(session, people["learner"], submit().id, "Why?", Place())
    last = submit()
    with pytest.raises(Invalid, match="wait for an answer"):
        asking.write(session, people["learner"], last.id, "Why?", Place())
    first = help_lists.own_threads(session, people["learner"])[0]
    asking.write(session, people["learner"], first.submission_id, "More to a question that waits", Place())
    asking.set_solved(session, people["learner"], first.submission_id)
    asking.write(session, people["learner"], last.id, "Why?", Place())
    assert asking.thread_of(session, last) is not None


def test_two_first_questions_at_the_same_moment_make_one_thread(
    session: Session, database: Database, people: People, submit: Submit
) -> None:
    submission = submit()
    start, failures = threading.Barrier(2), []

    def ask(text: str) -> None:
        with database.session() as own:
            user = own.get_one(User, people["learner"].id)
            start.wait()
            try:
                asking.write(own, user, submission.id, text, Place())
            except Exception as error:  # noqa: BLE001 - told by the assertion below
                failures.append(error)

    threads = [threading.Thread(target=ask, args=(text,)) for text in ("one", "two")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []
    assert sorted(one.text for one in thread(session, submission).messages) == ["one", "two"]


def test_all_of_it_goes_with_the_learner(session: Session, people: People, asked: Submission) -> None:
    asking.write(session, people["lead"], asked.id, "So.", Place())
    session.execute(delete(User).where(User.id == people["learner"].id))
    session.commit()
    for model in (HelpThread, HelpMessage, HelpReading):
        assert session.scalar(select(func.count()).select_from(model)) == 0


def test_an_answer_stays_when_its_mentor_goes(session: Session, people: People, asked: Submission) -> None:
    asking.write(session, people["lead"], asked.id, "So.", Place())
    session.execute(delete(User).where(User.id == people["lead"].id))
    session.commit()
    session.expire_all()
    assert [(one.text, one.author_id is None) for one in thread(session, asked).messages] == [
        ("Why `return`?", False),
        ("So.", True),
    ]
    assert help_lists.count_unread(session, people["learner"]) == 1
