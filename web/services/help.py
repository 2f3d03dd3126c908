"""Asking a person: learners ask about what they handed in, those who look after them answer, and nobody else reads it.

Who may see a submission may see what is said about it; `web.services.submissions` decides that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from web.db import begin_writing, now
from web.models import HelpMessage, HelpReading, HelpThread, Submission, User
from web.services.errors import Invalid, NotFound
from web.services.submissions import submission_for

MAX_TEXT = 4_000
"""Characters of one message."""
MAX_MESSAGES = 200
"""In one thread."""
MAX_AN_HOUR = 30
"""Messages of one learner, in all threads together. Mentors answer many people, and are not counted."""
MAX_WAITING = 10
"""Questions of one learner that wait at a time."""


@dataclass(frozen=True)
class Place:
    """What a message is about: some lines, a whole file, or (without a file) the whole submission."""

    file: str = ""
    first_line: int | None = None
    last_line: int | None = None


def lines_in(content: bytes) -> list[str]:
    """The lines of a file as they are counted here: only a line feed ends one, whatever else Unicode knows."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n")


def thread_of(session: Session, submission: Submission) -> HelpThread | None:
    """What is said about *submission*, which the caller may see; None while nothing is."""
    return session.scalar(select(HelpThread).where(HelpThread.submission_id == submission.id))


def write(session: Session, user: User, submission_id: str, text: str, place: Place) -> HelpMessage:
    """Asks, where *user* handed it in; answers, where they look after who did. Committed when this returns.

    Only a learner begins. What they write after "solved" opens the thread again. Raises `NotFound`, and `Invalid`
    for an empty or too long text, lines that are not there, or too much in a short time.
    """
    submission = submission_for(session, user, submission_id)
    if not submission.counts:
        raise NotFound("There is no such submission.")
    words = _checked_text(text)
    _check_place(submission, place)
    begin_writing(session)
    session.execute(select(Submission.id).where(Submission.id == submission.id).with_for_update())
    is_own = submission.user_id == user.id
    thread = thread_of(session, submission)
    if is_own:
        _check_rate(session, user, thread)
    if thread is None:
        if not is_own:
            raise NotFound("Nobody has asked about this submission.")
        thread = HelpThread(submission_id=submission.id, submission=submission)
        session.add(thread)
    elif len(thread.messages) >= MAX_MESSAGES:
        raise Invalid("There are too many messages about this submission. Hand in again, and ask about that one.")
    message = HelpMessage(
        author_id=user.id, text=words, file=place.file, first_line=place.first_line, last_line=place.last_line
    )
    message.author = user
    thread.messages.append(message)
    if is_own:
        thread.waiting_since = thread.waiting_since or now()
        thread.solved_at = None
    else:
        thread.waiting_since = None
    session.flush()
    _read_up_to(thread, user, message.id)
    session.commit()
    return message


def set_solved(session: Session, user: User, submission_id: str) -> None:
    """The learner says that it is solved. Raises `NotFound` for anybody else."""
    submission = submission_for(session, user, submission_id)
    begin_writing(session)
    thread = thread_of(session, submission)
    if thread is None or submission.user_id != user.id:
        raise NotFound("There is no such question of yours.")
    thread.solved_at, thread.waiting_since = now(), None
    session.flush()


def is_unread(thread: HelpThread, user: User) -> bool:
    """Whether somebody else wrote what *user* has not seen."""
    return any(is_new(thread, message, user) for message in thread.messages)


def is_new(thread: HelpThread, message: HelpMessage, user: User) -> bool:
    """Whether *user* has not seen this message of somebody else."""
    return message.author_id != user.id and message.id > read_up_to(thread, user.id)


def read_up_to(thread: HelpThread, user_id: int) -> int:
    """The id of the newest message that this person has seen."""
    return next((one.read_up_to for one in thread.readings if one.user_id == user_id), 0)


def is_read_by_others(thread: HelpThread, user_id: int) -> bool:
    """Whether anybody but this person has seen what they wrote last."""
    own = [message.id for message in thread.messages if message.author_id == user_id]
    return bool(own) and any(one.user_id != user_id and one.read_up_to >= own[-1] for one in thread.readings)


def mark_read(session: Session, user: User, thread: HelpThread) -> None:
    """Notes that *user* has seen all of it; writes nothing where that is known."""
    newest = thread.messages[-1].id
    if read_up_to(thread, user.id) >= newest:
        return
    begin_writing(session)
    try:
        with session.begin_nested():
            _read_up_to(thread, user, newest)
    except IntegrityError:  # the same page was opened twice at the same moment: the other one noted it
        session.refresh(thread)


def _read_up_to(thread: HelpThread, user: User, message_id: int) -> None:
    for reading in thread.readings:
        if reading.user_id == user.id:
            reading.read_up_to = max(reading.read_up_to, message_id)
            return
    thread.readings.append(HelpReading(user_id=user.id, read_up_to=message_id))


def _checked_text(text: str) -> str:
    words = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if not words:
        raise Invalid("Write a few words first.")
    if len(words) > MAX_TEXT:
        raise Invalid(
            "That is too long: %(length)s characters, and %(most)s are allowed.", length=len(words), most=MAX_TEXT
        )
    return words


def _check_place(submission: Submission, place: Place) -> None:
    first, last = place.first_line, place.last_line
    if not place.file:
        if first is not None or last is not None:
            raise Invalid("Choose the file that the lines are in.")
        return
    content = submission.contents().get(place.file)
    if content is None:
        raise Invalid("Choose one of the files of this submission.")
    if first is None and last is None:
        return
    count = len(lines_in(content))
    if first is None or last is None or not 1 <= first <= last <= count:
        raise Invalid(
            "%(file)s has the lines 1 to %(last)s. Choose the first and the last line among them.",
            file=place.file,
            last=count,
        )


def _check_rate(session: Session, user: User, thread: HelpThread | None) -> None:
    """Call it after `begin_writing`, so that two at once count both."""
    session.execute(select(User.id).where(User.id == user.id).with_for_update())
    lately = select(func.count()).where(
        HelpMessage.author_id == user.id, HelpMessage.written_at > now() - timedelta(hours=1)
    )
    if (session.scalar(lately) or 0) >= MAX_AN_HOUR:
        raise Invalid("You have written a lot in the last hour. Wait a while, and go on then.")
    if thread is not None and thread.waiting_since is not None:
        return
    waiting = (
        select(func.count())
        .select_from(HelpThread)
        .join(Submission, Submission.id == HelpThread.submission_id)
        .where(Submission.user_id == user.id, HelpThread.waiting_since.is_not(None))
    )
    if (session.scalar(waiting) or 0) >= MAX_WAITING:
        raise Invalid(
            "%(number)s of your questions wait for an answer. Ask again when one of them is answered.",
            number=MAX_WAITING,
        )
