"""Exceptions as data: described on one side, built anew on the other.

A builtin exception is the same builtin there, found by identity; one of the submission's own classes is
an instance of its proxy class. What would end or steer the judge (SystemExit, KeyboardInterrupt, the
outcomes of pytest and unittest) arrives as an ordinary error.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bridge.errors import ProtocolError, SubmissionExited
from bridge.names import BUILTIN_EXCEPTIONS, NAME_OF, OUTCOMES, VALUE_OF

if TYPE_CHECKING:
    from bridge.peer import Peer

_MAX_TEXT = 4_000
_MARK = "other_sides_number"


@dataclass(frozen=True)
class Origin:
    """Where in the submission an exception was raised. Kept on the rebuilt exception as `submission_origin`."""

    builtin: str
    """Name of the nearest builtin class: the most that may be told of a hidden test."""
    type_name: str
    text: str
    file: str
    line: int
    trace: str


def origin_of(error: BaseException) -> Origin | None:
    """Where in the submission *error* was raised; None when the test raised it."""
    found = getattr(error, "__dict__", {}).get("submission_origin")
    return found if isinstance(found, Origin) else None


def describe_exception(error: BaseException, peer: Peer, *, depth: int = 0) -> tuple[Any, ...]:
    """*error* as plain data, its class (when it is no builtin) and the number of the object itself."""
    builtin = next((cls for cls in type(error).__mro__ if cls in BUILTIN_EXCEPTIONS), Exception)
    own = type(error) if type(error) not in BUILTIN_EXCEPTIONS and not isinstance(error, OUTCOMES) else None
    frames = peer.frames_of(error)
    file, line = frames[-1] if frames else ("", 0)
    if isinstance(error, SyntaxError) and not frames:
        file, line = str(error.filename or ""), int(error.lineno or 0)
    cause = error.__cause__
    return (
        "exit" if isinstance(error, OUTCOMES) else NAME_OF[id(builtin)],
        own if own is not None and peer.may_name(own) else None,
        peer.number_of(error) if own is not None and peer.may_name(own) else peer.mark_of(error),
        peer.args_of(error),
        type(error).__name__[:200],
        peer.text_of(error)[:_MAX_TEXT],
        file[:200],
        line,
        peer.trace_of(error),
        describe_exception(cause, peer, depth=depth + 1) if cause is not None and depth < 3 else None,
    )


_FIELDS: tuple[Any, ...] = (str, (type, type(None)), int, tuple, str, str, str, int, str, (tuple, type(None)))


def rebuild_exception(untrusted: Any, peer: Peer) -> Exception:
    """A fresh exception. Raises `ProtocolError` when *untrusted* describes none."""
    if type(untrusted) is not tuple or len(untrusted) != len(_FIELDS):
        raise ProtocolError("an exception of an odd form")
    if not all(isinstance(value, kind) for value, kind in zip(untrusted, _FIELDS, strict=True)):
        raise ProtocolError("an exception of an odd form")
    name, own, number, args, type_name, text, file, line, trace, cause = untrusted
    if number < 0:
        return _own_again(peer.named(-number))
    builtin = SubmissionExited if name == "exit" else VALUE_OF.get(name)
    if not (isinstance(builtin, type) and issubclass(builtin, BaseException)):
        raise ProtocolError("an exception that is none")
    error = _built(builtin, own, number, args, text, peer)
    error.__dict__["submission_origin"] = Origin(name, type_name, text, file, line, trace)
    if own is None and number:
        error.__dict__[_MARK] = number  # an object of the other side: it goes back as the same one
    if cause is not None:
        error.__cause__ = rebuild_exception(cause, peer)
    return error


def _own_again(found: object) -> Exception:
    if not isinstance(found, Exception):
        raise ProtocolError("an exception that is none")
    return found


def mark_in(error: BaseException) -> int:
    """What says that *error* is an exception of the other side, on its way back; 0 for one of this side."""
    number = getattr(error, "__dict__", {}).get(_MARK, 0)
    return -number if type(number) is int and number > 0 else 0


def _built(builtin: Any, own: Any, number: int, args: tuple[Any, ...], text: str, peer: Peer) -> Exception:
    if own is not None and isinstance(own, type) and issubclass(own, Exception):
        error = peer.adopt_number(own, number)
        if isinstance(error, Exception):
            error.args = args
            return error
    if not issubclass(builtin, Exception):
        return SubmissionExited(text)
    try:
        built = builtin(*args)
    except Exception:
        built = Exception.__new__(builtin)
        built.args = args
    if not isinstance(built, Exception):  # ExceptionGroup and others may build something else
        return SubmissionExited(text)
    return built


def trace_text(error: BaseException, folder: str) -> str:
    """The traceback with the frames below *folder* only, as text."""
    nearest = traceback.extract_tb(error.__traceback__, limit=-20)
    frames = [frame for frame in nearest if frame.filename.startswith(folder)]
    lines = traceback.format_list(frames) + traceback.format_exception_only(error)
    text = "".join(lines)
    return text.replace(folder.rstrip("/") + "/", "")[-_MAX_TEXT:]
