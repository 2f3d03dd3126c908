"""Cases: tests that are written as data, with no code at all (kinds `cases` and `stdio`)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from grader.model.declared import Points
from grader.model.texts import Model, Text
from grader.reports import Show

CaseName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]


class Compare(Model):
    """How a result is compared. Of a case, or in `compare:` of all cases of an exercise."""

    tolerance: Annotated[float, Field(ge=0)] | None = None
    """Numbers may differ by this much; in lists and in printed text too."""
    unordered: bool = False
    """`cases`: the items of a list may come in any order."""
    ignore_case: bool = False
    """Upper and lower case of text count as the same."""
    ignore_space: bool = False
    """Any run of spaces and line ends counts as one space; none at the ends counts."""


class Case(Compare):
    """One case. `call` with `returns`, `raises` or `prints` (`cases`), or `input` with `output` (`stdio`)."""

    name: CaseName | None = None
    """Unique in the exercise; not shown. Default: `case_1`, `case_2` …"""
    title: Text = Field(default_factory=dict)
    """What learners see of it. Default: a number; where details are shown, the call or the input."""
    call: Annotated[str, StringConstraints(min_length=1, max_length=4_000)] | None = None
    """A call as a learner would write it: `clamp(5, low=0, high=10)`. Its arguments are plain Python values."""
    returns: Any = None
    """The expected result, as a YAML value. A list also accepts an equal tuple."""
    returns_python: str | None = None
    """The expected result as Python writes it, for what YAML cannot say: `(1, 2)`, `{1: "a"}`, `{1, 2}`."""
    raises: str | None = None
    """Name of the builtin exception, or of a class in the submission, that the call must raise."""
    prints: str | None = None
    """What the call prints; together with `returns` or alone."""
    input: str | None = None
    """`stdio`: what the program reads from standard input."""
    output: str | None = None
    """`stdio`: what it must print. White space at the ends of lines and at the end never counts."""
    points: Points = 1
    """What passing it earns. Default of a visible case: 0."""
    show: Show | None = None
    """Default: as the exercise says."""
    hint: Text = Field(default_factory=dict)
    """Told when it fails."""
    visible: bool = False
    """An example: learners see it before they hand in. It gives points only where `points` is written."""
