"""How small inputs are made, so that a learner who fails a hidden test is shown one that is not hidden."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from grader.model.texts import FileName, Model

_Size = Annotated[int, Field(ge=0, le=1_000)]


class NumberStrategy(Model):
    """Numbers with a fraction."""

    min: float
    """The smallest."""
    max: float
    """The largest."""


class IntegerStrategy(Model):
    """Whole numbers."""

    min: int
    """The smallest."""
    max: int
    """The largest."""


class TextStrategy(Model):
    """Texts."""

    alphabet: Annotated[str, StringConstraints(min_length=1, max_length=200)] = "abc xyz"
    """The characters that they are made of."""
    min_length: _Size = 0
    """Fewest characters."""
    max_length: _Size = 8
    """Most characters."""


class ListStrategy(Model):
    """Lists."""

    items: Strategy
    """How an item is made."""
    min_length: _Size = 0
    """Fewest items."""
    max_length: _Size = 5
    """Most items."""
    unique: bool = False
    """No item comes twice."""


class DictStrategy(Model):
    """Dicts."""

    keys: Strategy
    """How a key is made; keys are numbers, texts or tuples."""
    values: Strategy
    """How a value is made."""
    max_length: _Size = 4
    """Most entries."""


class Strategy(Model):
    """One way to make a value: exactly one of these keys."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    integer: IntegerStrategy | None = None
    """`integer: {min: 0, max: 9}`"""
    number: NumberStrategy | None = None
    """`number: {min: 0, max: 1}`"""
    text: TextStrategy | None = None
    """`text: {alphabet: abc, max_length: 3}`"""
    boolean: bool | None = None
    """`boolean: true`"""
    one_of: list[Any] | None = None
    """`one_of: [red, green]`: one of these values."""
    list_of: ListStrategy | None = None
    """`list_of: {items: {boolean: true}, max_length: 3}`"""
    tuple_of: list[Strategy] | None = None
    """`tuple_of: [{boolean: true}, {text: {}}]`: one way for each place."""
    dict_of: DictStrategy | None = None
    """`dict_of: {keys: {text: {}}, values: {boolean: true}}`"""

    @model_validator(mode="after")
    def _one_way(self) -> Strategy:
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            raise ValueError("needs exactly one way to make a value: " + ", ".join(type(self).model_fields))
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


ListStrategy.model_rebuild()
DictStrategy.model_rebuild()
Strategy.model_rebuild()
