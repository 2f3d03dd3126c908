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
    """Per cent of the points for each day that began."""
    at_most_percent: Annotated[float, Field(ge=0, le=100)] = 50
    """Per cent that are lost in the end, however late it is."""


class GradingPolicy(Model):
    """How a learner's submissions to an exercise become one grade."""

    counts: Literal["best", "last"] = "best"
    """The submission that counts."""
    attempts: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """Submissions to one exercise at most. Not written: as many as one likes."""
    late: LatePolicy | None = None
    """What a submission loses that comes after its due time, where the exercise was given with one."""


class Pack(Model):
    """`pack.yaml`: an ordered course of exercises."""

    format: Literal[1] = 1
    """The version of this format."""
    id: Slug
    """The folder's name."""
    version: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+){0,2}$")] = "1"
    """Numbers and dots, in quotes: `"1.0"`."""
    title: Text
    """The course's name."""
    description: Text = Field(default_factory=dict)
    """A sentence or two for the course map."""
    languages: Annotated[list[Language], Field(min_length=1)]
    """The first one is what is shown where a translation is missing."""
    licence: str = ""
    """Its name, such as `CC-BY-SA-4.0`."""
    authors: list[str] = Field(default_factory=list)
    """Who wrote it."""
    visibility: Visibility = "listed"
    """`listed`: on every learner's course map. `unlisted`: for those who have the address. `instructors`: only them."""
    grading: GradingPolicy = GradingPolicy()
    """How a learner's submissions to an exercise become one grade."""
    limits: Limits = Limits()
    """For every exercise that does not say it itself."""
    exercises: Annotated[list[Listed], Field(min_length=1)]
    """Folder names, or whole exercises, in the order of the course map."""
    prerequisites: dict[Slug, list[Slug]] = Field(default_factory=dict)
    """Exercise → exercises to pass before it."""
