"""Limits of packs beside what a grader allows."""

from __future__ import annotations

from grader.model import Limits
from grader.packs.notes import Notes


def check_limits(limits: Limits, ceilings: Limits | None, notes: Notes) -> None:
    """Warns of *limits*, where they are written, that a grader with *ceilings* lowers, or that say nothing."""
    for name in sorted(limits.model_fields_set):
        wanted, most = getattr(limits, name), getattr(ceilings, name) if ceilings else None
        if most is not None and wanted > most:
            message = f"{name} {wanted:g} is more than this grader allows: it takes {most:g}"
            notes.warn(("limits", name), message)
    if "test_seconds" in limits.model_fields_set and limits.test_seconds > limits.wall_seconds:
        message = f"one test may take longer ({limits.test_seconds:g} s) than all together ({limits.wall_seconds:g} s)"
        notes.warn(("limits", "test_seconds"), message)
