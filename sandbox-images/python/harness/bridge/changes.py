"""Changes of passed lists, dicts, sets and bytearrays, which are copied back to the other side."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from bridge.errors import ProtocolError

_COPIES: dict[type, Callable[[Any], Any]] = {list: list, dict: dict, set: set, bytearray: bytes, deque: list}


def snapshot(mutable: Any) -> Any:
    """What `is_same` compares with later."""
    copy = _COPIES.get(type(mutable))
    return copy(mutable) if copy else dict(mutable) if isinstance(mutable, dict) else None


def is_same(mutable: Any, before: Any) -> bool:
    """Whether *mutable* still holds the very objects that it held *before*."""
    if before is None:
        return True  # an array: its changes are not copied back
    if isinstance(mutable, bytearray):
        return bool(mutable == before)
    if len(mutable) != len(before):
        return False
    if isinstance(mutable, dict):
        return all(a is b and mutable[a] is before[b] for a, b in zip(mutable, before, strict=True))
    if isinstance(mutable, set):
        return all(item in before for item in mutable)
    return all(a is b for a, b in zip(mutable, before, strict=True))


def content_of(mutable: Any) -> Any:
    """What is sent of a mutable that changed."""
    if isinstance(mutable, bytearray):
        return bytes(mutable)
    return tuple(mutable.items()) if isinstance(mutable, dict) else tuple(mutable)


def refill(mutable: Any, content: Any) -> None:
    """Makes *mutable* hold *content*, as the other side says it now does."""
    try:
        if isinstance(mutable, (list, bytearray)):
            mutable[:] = content
        else:
            mutable.clear()
            mutable.extend(content) if isinstance(mutable, deque) else mutable.update(content)
    except (TypeError, ValueError, AttributeError) as error:
        raise ProtocolError("a change that does not fit") from error
