"""Foreign JSON and YAML may hold anything anywhere: what is not of the shape that is asked for counts as not there."""

from __future__ import annotations

import math
from typing import Any


def mapping(value: Any) -> dict[str, Any]:
    """A mapping, or an empty one."""
    return {str(key): inner for key, inner in value.items()} if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """A list, or an empty one."""
    return value if isinstance(value, list) else []


def text(value: Any, default: str = "") -> str:
    """A text; a number as its text."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return default


def texts(value: Any) -> list[str]:
    """The texts of a list; one text stands for a list of one."""
    items = value if isinstance(value, list) else [value]
    return [found for found in (text(item) for item in items) if found]


def number(value: Any) -> float | None:
    """A number, also one that is written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def between(value: float, low: float, high: float) -> float:
    """*value*, or the nearer end of the range; a whole number as such."""
    found = min(high, max(low, value))
    return int(found) if found == int(found) else found


def flag(value: Any, *, default: bool = False) -> bool:
    """A truth value, also one that is written as text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value.strip().lower() in {"true", "yes", "1", "on"}
    return default
