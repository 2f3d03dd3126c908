"""What an author declares about tests, mistakes and the border between tests and submission."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, StringConstraints, Tag

from grader.model.texts import FileName, Model, Text
from grader.reports import Show

Points = Annotated[float, Field(ge=0, le=1_000)]


class TestSpec(Model):
    """What the author says of one test function; cases of a parametrised test count as one test."""

    __test__ = False

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][\w.]*(::[A-Za-z_]\w*)*$", max_length=200)]
    """`test_x` or `TestClass::test_x`; never with a parameter in brackets."""
    title: Text = Field(default_factory=dict)
    """What learners see of it. Default: a number; where details are shown, its name."""
    points: Points = 1
    """What passing it earns. Default of a visible test: 0."""
    show: Show | None = None
    """Default: as the exercise says."""
    hint: Text = Field(default_factory=dict)
    """Told when it fails."""


def _folder_or_files(value: object) -> str:
    return "<files>" if isinstance(value, dict) else "<folder>"


Files = Annotated[
    Annotated[FileName, Tag("<folder>")] | Annotated[dict[FileName, str], Tag("<files>")],
    Discriminator(_folder_or_files),
]
"""A folder beside the YAML, or the files themselves: name → text."""


def _answer_alone(value: object) -> object:
    return {"answer": value} if isinstance(value, str) else value


class KnownMistake(Model):
    """A wrong answer that learners give, and what they are told."""

    answer: Files
    """The wrong answer: the hidden tests must not pass it, and `pack check` runs it."""
    say: Text = Field(default_factory=dict)
    """What a learner is told whose submission fails in just the way in which this answer fails."""


Mistake = Annotated[KnownMistake, BeforeValidator(_answer_alone, json_schema_input_type=FileName | KnownMistake)]
"""A known wrong answer. A folder's name alone stands for one about which nothing is said."""

MutantId = Annotated[str, StringConstraints(pattern=r"^m[0-9a-f]{7}$")]
"""As `pack check` prints it."""

Equality = Literal["forward", "witness", "none"]


class Bridge(Model):
    """What the tests need of the border between judge and submission beyond the rule; see docs/bridge.md."""

    operators: dict[str, list[str]] = Field(default_factory=dict)
    """Class of the submission → special methods that may be asked with plain data, such as `__add__`."""
    equality: dict[str, Equality] = Field(default_factory=dict)
    """Class of the submission → who decides `==` between two of its objects."""
    truth: list[str] = Field(default_factory=list)
    """Classes whose objects may stand alone in an `assert`."""


class Criterion(Model):
    """One thing that a person looks at when grading a text."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
    """Unique in the exercise; not shown."""
    title: Text
    """What is looked at, in a few words."""
    describe: Text = Field(default_factory=dict)
    """What earns the points, for learner and grader alike."""
    points: Points = 1
    """The most that it earns."""
