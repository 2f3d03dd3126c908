"""Whether every exercise of a pack can be reached: no cycles, and nothing out of order."""

from __future__ import annotations

from collections.abc import Mapping

from grader.model import InlineExercise, Pack
from grader.packs.notes import Notes


def check_prerequisites(pack: Pack, notes: Notes) -> None:
    """Notes cycles, exercises that can never be begun because of one, and prerequisites that come too late."""
    order = [entry.id if isinstance(entry, InlineExercise) else entry for entry in pack.exercises]
    on_cycle: set[str] = set()
    for slug in pack.prerequisites:
        cycle = _cycle_from(slug, pack.prerequisites)
        if cycle and slug not in on_cycle:
            on_cycle |= set(cycle)
            shown = " needs ".join([*cycle, cycle[0]])
            notes.fault(("prerequisites", slug), f"prerequisites go round in a circle: {shown}", key=True)
    blocked = _blocked(on_cycle, pack.prerequisites)
    for slug, needed in pack.prerequisites.items():
        if slug in blocked:
            reason = next(one for one in needed if one in blocked | on_cycle)
            notes.fault(("prerequisites", slug), f"{slug!r} can never be begun: {reason!r} cannot either", key=True)
        for number, one in enumerate(needed):
            where = ("prerequisites", slug, number)
            if one in needed[:number]:
                notes.warn(where, f"{one!r} is there already")
            elif slug in order and one in order and order.index(one) > order.index(slug) and slug not in on_cycle:
                notes.warn(where, f"{one!r} comes after {slug!r} on the course map: a learner meets it too late")


def _cycle_from(start: str, prerequisites: Mapping[str, list[str]]) -> list[str]:
    """The shortest way from *start* back to itself; empty where there is none."""
    ways, seen = [[start]], {start}
    for way in ways:
        for one in prerequisites.get(way[-1], []):
            if one == start:
                return way
            if one not in seen:
                seen.add(one)
                ways.append([*way, one])
    return []


def _blocked(on_cycle: set[str], prerequisites: Mapping[str, list[str]]) -> set[str]:
    """What waits for a cycle without being part of one."""
    blocked: set[str] = set()
    while True:
        more = {
            slug
            for slug, needed in prerequisites.items()
            if slug not in on_cycle | blocked and set(needed) & (on_cycle | blocked)
        }
        if not more:
            return blocked
        blocked |= more
