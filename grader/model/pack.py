"""`pack.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from grader.model.exercise import InlineExercise
from grader.model.limits import Limits
from grader.model.texts import Language, Model, Slug, Text

Visibility = Literal["listed", "unlisted", "instructors"]


def _name_or_exercise(value: object) -> str:
    return "<exercise>" if isinstance(value, dict) else "<name>"


Listed = Annotated[
    Annotated[Slug, Tag("<name>")] | Annotated[InlineExercise, Tag("<exercise>")], Discriminator(_name_or_exercise)
]


class LatePolicy(Model):
    """What a submission after its due time loses."""

    percent_a_day: Annotated[float, Field(ge=0, le=100)] = 10
    at_most_percent: Annotated[float, Field(ge=0, le=100)] = 50


class GradingPolicy(Model):
    """How a learner's submissions to an exercise become one grade."""

    counts: Literal["best", "last"] = "best"
    attempts: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """Submissions to one exercise at most; None: as many as one likes."""
    late: LatePolicy | None = None
    """Where an exercise was given with a due time."""


class Pack(Model):
    """`pack.yaml`: an ordered course of exercises."""

    format: Literal[1] = 1
    id: Slug
    """The folder's name."""
    version: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+){0,2}$")] = "1"
    title: Text
    description: Text = Field(default_factory=dict)
    languages: Annotated[list[Language], Field(min_length=1)]
    """The first one is what is shown where a translation is missing."""
    licence: str = ""
    authors: list[str] = Field(default_factory=list)
    visibility: Visibility = "listed"
    """`listed`: on every learner's course map. `unlisted`: for those who have the address. `instructors`: only them."""
    grading: GradingPolicy = GradingPolicy()
    limits: Limits = Limits()
    """For every exercise that does not say it itself."""
    exercises: Annotated[list[Listed], Field(min_length=1)]
    """Folder names, or whole exercises, in the order of the course map."""
    prerequisites: dict[Slug, list[Slug]] = Field(default_factory=dict)
    """Exercise → exercises to pass before it."""
