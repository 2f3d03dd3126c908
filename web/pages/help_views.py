"""What is said about a submission, as its page shows it: each message beside the lines that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.exc import SQLAlchemyError

from web import context
from web.models import HelpMessage, HelpThread, Role, Submission
from web.services import help_lists
from web.services.feedback import bundle_of
from web.services.help import MAX_TEXT, is_new, is_read_by_others, lines_in, mark_read, thread_of


@dataclass(frozen=True)
class Mark:
    """How much is new in an area."""

    count: int
    words: str


@dataclass(frozen=True)
class MessageView:
    """One message."""

    id: int
    author: str
    is_own: bool
    is_mentors: bool
    is_new: bool
    text: str
    about: str
    """The lines in words; empty for the whole submission."""
    written_at: datetime


@dataclass(frozen=True)
class LineView:
    """One line of code, and what is said about it and the lines before it."""

    number: int
    text: str
    is_marked: bool
    messages: tuple[MessageView, ...]


@dataclass(frozen=True)
class CodeView:
    """One file."""

    name: str
    lines: tuple[LineView, ...]
    messages: tuple[MessageView, ...]
    """What is said about the whole file."""


@dataclass(frozen=True)
class Draft:
    """What stands in the form."""

    text: str = ""
    file: str = ""
    first: str = ""
    last: str = ""
    fault: str = ""


@dataclass(frozen=True)
class HelpView:
    """All of it."""

    may_write: bool
    is_own: bool
    state: str
    """Empty while nothing is asked; else `waiting`, `answered` or `solved`."""
    status: str
    waiting_since: datetime | None
    files: tuple[CodeView, ...]
    general: tuple[MessageView, ...]
    draft: Draft = field(default_factory=Draft)
    max_text: int = MAX_TEXT

    @property
    def has_messages(self) -> bool:
        """Whether anything is said."""
        return bool(self.state)


def help_view(found: Submission, draft: Draft | None = None) -> HelpView:
    """What the page of *found* shows of it to the user, who may see that page."""
    user = context.user()
    thread = thread_of(context.session(), found) if found.counts else None
    is_own = found.user_id == user.id
    views = _message_views(thread, found) if thread else []
    bundle = bundle_of(context.session(), found.digest)
    is_code = bundle is None or bundle.kind not in {"quiz", "text"}
    files = tuple(_code_view(name, content, views) for name, content in found.contents().items()) if is_code else ()
    shown = {message.id for file in files for message in _all_of(file)}
    return HelpView(
        may_write=found.counts and (is_own or thread is not None),
        is_own=is_own,
        state=_state(thread),
        status=status_of(thread) if thread else "",
        waiting_since=thread.waiting_since if thread else None,
        files=files,
        general=tuple(view for _message, view in views if view.id not in shown),
        draft=draft or _first_draft(thread, files, is_own=is_own),
    )


def mark_seen(found: Submission) -> None:
    """Notes that the user has seen all that the page of *found* shows."""
    if found.counts and (thread := thread_of(context.session(), found)) is not None:
        mark_read(context.session(), context.user(), thread)


def help_mark() -> Mark | None:
    """What is new: answers for a learner, what waits for a mentor. None for nothing, or while nobody can say."""
    user, session = context.user(), context.session()
    try:
        unread = help_lists.count_unread(session, user)
        waiting = 0 if user.role == Role.LEARNER else help_lists.count_waiting(session, user)
    except SQLAlchemyError:
        return None  # the page may be the one that says that the database is away
    words = []
    if unread:
        words.append(ngettext("%(num)s new answer", "%(num)s new answers", unread))
    if waiting:
        words.append(ngettext("%(num)s question waits", "%(num)s questions wait", waiting))
    return Mark(unread + waiting, ", ".join(words)) if words else None


def status_of(thread: HelpThread) -> str:
    """How it stands, for the user who looks at it."""
    user = context.user()
    is_own = thread.submission.user_id == user.id
    if thread.solved_at is not None:
        return str(_("Solved"))
    if thread.waiting_since is not None:
        if not is_own:
            return str(_("Waits for an answer"))
        is_read = is_read_by_others(thread, user.id)
        return str(_("Somebody has read it; the answer is to come") if is_read else _("Nobody has read it yet"))
    if is_own:
        return str(_("Answered"))
    newest = thread.messages[-1].id
    has_read = any(one.user_id == thread.submission.user_id and one.read_up_to >= newest for one in thread.readings)
    return str(
        _("Answered, and the learner has read it") if has_read else _("Answered; the learner has not read it yet")
    )


def _state(thread: HelpThread | None) -> str:
    if thread is None:
        return ""
    if thread.solved_at is not None:
        return "solved"
    return "answered" if thread.waiting_since is None else "waiting"


def _message_views(thread: HelpThread, found: Submission) -> list[tuple[HelpMessage, MessageView]]:
    user = context.user()
    return [
        (
            message,
            MessageView(
                id=message.id,
                author=message.author.name if message.author else _("Somebody who has left"),
                is_own=message.author_id == user.id,
                is_mentors=message.author_id != found.user_id,
                is_new=is_new(thread, message, user),
                text=message.text,
                about=_about(message),
                written_at=message.written_at,
            ),
        )
        for message in thread.messages
    ]


def _about(message: HelpMessage) -> str:
    if not message.file:
        return ""
    if message.first_line is None:
        return message.file
    if message.first_line == message.last_line:
        return str(_("%(file)s, line %(line)s", file=message.file, line=message.first_line))
    return str(
        _("%(file)s, lines %(first)s to %(last)s", file=message.file, first=message.first_line, last=message.last_line)
    )


def _code_view(name: str, content: bytes, views: list[tuple[HelpMessage, MessageView]]) -> CodeView:
    here = [(message, view) for message, view in views if message.file == name]
    marked = {
        number
        for message, _view in here
        if message.first_line and message.last_line
        for number in range(message.first_line, message.last_line + 1)
    }
    lines = tuple(
        LineView(number, text, number in marked, tuple(view for message, view in here if message.last_line == number))
        for number, text in enumerate(lines_in(content), start=1)
    )
    return CodeView(name, lines, tuple(view for message, view in here if message.last_line is None))


def _all_of(file: CodeView) -> Iterable[MessageView]:
    yield from file.messages
    for line in file.lines:
        yield from line.messages


def _first_draft(thread: HelpThread | None, files: tuple[CodeView, ...], *, is_own: bool) -> Draft:
    """An answer goes, unless its author changes that, to the lines of the question that it answers."""
    names = {file.name for file in files}
    if thread is not None and not is_own:
        asked = [one for one in thread.messages if one.author_id == thread.submission.user_id and one.file in names]
        if asked:
            return Draft(
                file=asked[-1].file, first=str(asked[-1].first_line or ""), last=str(asked[-1].last_line or "")
            )
    return Draft(file=next(iter(names)) if len(names) == 1 else "")
