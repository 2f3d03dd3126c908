"""Quizzes: questions with choices, an order to find, or a short answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from grader.model.declared import Points
from grader.model.texts import Model, Text


def _not_a_yes(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError(  # noqa: TRY004 - pydantic's way
            "must be a text or a number; YAML reads yes, no, on and off as true and false: put it in quotes"
        )
    return value


MAX_ANSWERS_BYTES = 64 << 10
"""Of the file that is handed in."""
MAX_SHORT = 1_000
"""Characters of a short answer."""

Accepted = Annotated[str | int | float, BeforeValidator(_not_a_yes)]


class Choice(Model):
    """One choice of a question."""

    text: Text
    """Markdown in one line."""
    right: bool = False
    """Marks the right one (`single`) or all right ones (`multiple`)."""
    say: Text = Field(default_factory=dict)
    """What a learner who chose it is told."""


class Question(Model):
    """One question. Choices are known by their number in the YAML, counted from 1; learners see them shuffled."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
    """Unique in the exercise; not shown."""
    ask: Text
    """Markdown."""
    type: Literal["single", "multiple", "order", "short"] = "single"
    """`single`: one choice is right. `multiple`: all right ones and no other. `order`: the choices stand in
    the right order in the YAML. `short`: a word or a number is typed in."""
    choices: list[Choice] = Field(default_factory=list)
    """Two or more, for every type but `short`."""
    accept: list[Accepted] = Field(default_factory=list)
    """`short`: every answer that counts."""
    tolerance: Annotated[float, Field(ge=0)] | None = None
    """`short`: a number may differ by this much."""
    exact: bool = False
    """`short`: upper and lower case, accents and spaces count."""
    shuffle: bool = True
    """`single` and `multiple`: whether the choices are shuffled for each learner."""
    points: Points = 1
    """What the right answer earns."""
    hint: Text = Field(default_factory=dict)
    """Told after a wrong answer."""
    explain: Text = Field(default_factory=dict)
    """Told once the question is answered rightly: before, it could give the answer away."""
