"""From an exercise's limits and the operator's ceilings to what a container is made with."""

from __future__ import annotations

from dataclasses import dataclass

from grader.model import Limits

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Shape:
    """All that is fixed when a container is made: containers of one shape stand in for each other.

    An exercise with limits of its own gets containers of its own shape: the engine cannot change the size of
    a tmpfs of a container that runs.
    """

    image: str
    memory_bytes: int
    processes: int
    cpus: float
    disk_bytes: int
    file_bytes: int


def shape_of(limits: Limits, image: str) -> Shape:
    """The shape of a container that holds *limits*."""
    return Shape(
        image=image,
        memory_bytes=limits.memory_mb * MEGABYTE,
        processes=limits.processes,
        cpus=limits.cpus,
        disk_bytes=limits.disk_mb * MEGABYTE,
        file_bytes=min(limits.file_mb, limits.disk_mb) * MEGABYTE,
    )


def lowered(limits: Limits, ceilings: Limits | None) -> Limits:
    """*limits*, each no higher than the operator allows."""
    if ceilings is None:
        return limits
    return Limits(**{name: min(value, getattr(ceilings, name)) for name, value in limits})
