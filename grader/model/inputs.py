"""How small inputs are made, so that a learner who fails a hidden test is shown one that is not hidden."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from grader.model.texts import FileName, Model


class _Numbers(Model):
    min: float
    max: float


class _Integers(Model):
    min: int
    max: int


class _Text(Model):
    alphabet: Annotated[str, StringConstraints(min_length=1, max_length=200)] = "abc xyz"
    min_length: Annotated[int, Field(ge=0, le=1_000)] = 0
    max_length: Annotated[int, Field(ge=0, le=1_000)] = 8


class _List(Model):
    items: Strategy
    min_length: Annotated[int, Field(ge=0, le=1_000)] = 0
    max_length: Annotated[int, Field(ge=0, le=1_000)] = 5
    unique: bool = False


class _Dict(Model):
    keys: Strategy
    values: Strategy
    max_length: Annotated[int, Field(ge=0, le=1_000)] = 4


class Strategy(Model):
    """One way to make a value: exactly one of these keys."""

    integer: _Integers | None = None
    number: _Numbers | None = None
    text: _Text | None = None
    boolean: bool | None = None
    """`boolean: true`"""
    one_of: list[Any] | None = None
    """One of these values."""
    list_of: _List | None = None
    tuple_of: list[Strategy] | None = None
    dict_of: _Dict | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Strategy:
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            raise ValueError("name one way to make a value: " + ", ".join(type(self).model_fields))
        return self


class Inputs(Model):
    """How inputs of a call are made (`arguments`), or lines of standard input (`lines`), or both by a file."""

    call: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$", max_length=200)] | None = None
    """The function that is called; `module.function` where the submission has several files.
    Default: that of the cases."""
    arguments: dict[str, Strategy] = Field(default_factory=dict)
    """Argument → how its value is made; handed over by position, in this order."""
    lines: list[Strategy] = Field(default_factory=list)
    """`stdio`: one strategy for each line of input."""
    where: Annotated[str, StringConstraints(max_length=500)] | None = None
    """A condition on the arguments, in Python: `low <= high`."""
    strategy: FileName | None = None
    """A file beside `exercise.yaml` whose variable `arguments` is a Hypothesis strategy of tuples of arguments."""
    seconds: Annotated[float, Field(gt=0, le=5)] = 1.0
    """How long a small input is looked for, after the hidden tests."""


_List.model_rebuild()
_Dict.model_rebuild()
Strategy.model_rebuild()
