"""What the tests of a PrairieLearn question import: `pl_unit_test`, `code_feedback` and `pl_helpers` in one.

The importer copies this file into an exercise's `tests/`. A test case passes when its score is 1, and what it said to
the learner is the message of its failure.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import unittest
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

REFERENCE = "ans"
Decorated = TypeVar("Decorated")


class GradingComplete(Exception):  # noqa: N818 - the name that tests know
    """The test case is at its end, whatever would come after it."""


class Feedback:
    """What a test case says, and how much of it is right."""

    score: ClassVar[float] = 0.0
    said: ClassVar[list[str]] = []

    @classmethod
    def begin(cls) -> None:
        """Forgets the test case before."""
        cls.score = 0.0
        cls.said = []

    @classmethod
    def set_score(cls, score: float) -> None:
        """How much is right, from 0 to 1."""
        cls.score = score

    set_percent = set_score

    @classmethod
    def add_feedback(cls, text: object) -> None:
        """Says something to the learner."""
        cls.said.append(str(text))

    @classmethod
    def finish(cls, text: object = "") -> None:
        """Ends the test case."""
        if text:
            cls.add_feedback(text)
        raise GradingComplete

    @staticmethod
    def call_user(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Calls a function of the submission."""
        return function(*arguments, **named)

    @staticmethod
    def not_allowed(*_arguments: Any, **_named: Any) -> None:
        """Stands in the place of a function that may not be used."""
        raise RuntimeError("The use of this function is not allowed.")

    @classmethod
    def check_scalar(
        cls, name: str, ref: Any, data: Any, *, rtol: float = 1e-5, atol: float = 1e-8, **how: bool
    ) -> bool:
        """Whether a number is close to the expected one."""
        if data is None:
            return cls._tell(f"'{name}' is None or not defined", right=False, **how)
        if not isinstance(data, int | float | complex):
            return cls._tell(f"'{name}' is not a number", right=False, **how)
        return cls._compare(name, right=abs(ref - data) <= atol + rtol * abs(ref), **how)

    @classmethod
    def check_list(
        cls, name: str, ref: Any, data: Any, entry_type: type | tuple[type, ...] | None = None, **how: bool
    ) -> bool:
        """Whether a list has the expected length, and entries of a type; their values are not looked at."""
        if not isinstance(data, list):
            return cls._tell(f"'{name}' is not a list", right=False, **how)
        if len(data) != len(ref):
            return cls._tell(f"'{name}' has {len(data)} entries, and should have {len(ref)}", right=False, **how)
        if entry_type is not None and not all(isinstance(entry, entry_type) for entry in data):
            return cls._tell(f"'{name}' has an entry of the wrong type", right=False, **how)
        return cls._compare(name, right=True, **how)

    @classmethod
    def check_tuple(cls, name: str, ref: Any, data: Any, **how: bool) -> bool:
        """Whether a tuple has the expected values."""
        if not isinstance(data, tuple):
            return cls._tell(f"'{name}' is not a tuple", right=False, **how)
        return cls._compare(name, right=data == ref, **how)

    @classmethod
    def check_dict(cls, name: str, ref: Any, data: Any, **how: bool) -> bool:
        """Whether a dictionary has the expected entries."""
        if not isinstance(data, dict):
            return cls._tell(f"'{name}' is not a dictionary", right=False, **how)
        return cls._compare(name, right=data == ref, **how)

    @classmethod
    def _compare(cls, name: str, *, right: bool, **how: bool) -> bool:
        return cls._tell(f"'{name}' looks good" if right else f"'{name}' is inaccurate", right=right, **how)

    @classmethod
    def _tell(
        cls,
        words: str,
        *,
        right: bool,
        accuracy_critical: bool = False,
        report_success: bool = False,
        report_failure: bool = True,
    ) -> bool:
        if report_success if right else report_failure:
            cls.add_feedback(words)
        if accuracy_critical and not right:
            raise GradingComplete
        return right


class PLTestCase(unittest.TestCase):
    """Base of the tests. `st` holds the names of the submission, `ref` those of the reference answer."""

    student_code_file = "user_code.py"

    def __init_subclass__(cls) -> None:
        """Lets every test case be judged by its score."""
        super().__init_subclass__()
        for name, function in list(vars(cls).items()):
            if name.startswith("test") and callable(function):
                setattr(cls, name, _judged(function))

    @property
    def st(self) -> Any:
        """The submission."""
        return importlib.import_module(self.student_code_file.removesuffix(".py"))

    @property
    def ref(self) -> Any:
        """The reference answer."""
        return importlib.import_module(REFERENCE)


PLTestCaseWithPlot = PrairieLearnTestCase = PrairieLearnTestCaseWithPlot = PLTestCase


def points(_points: float) -> Callable[[Decorated], Decorated]:
    """In the exercise.yaml, where it is read from."""
    return lambda function: function


def name(_name: str) -> Callable[[Decorated], Decorated]:
    """In the exercise.yaml too, as the title."""
    return lambda function: function


def not_repeated(function: Decorated) -> Decorated:
    """No test is repeated here."""
    return function


def _judged(function: Callable[[PLTestCase], None]) -> Callable[[PLTestCase], None]:
    @functools.wraps(function)
    def judge(case: PLTestCase) -> None:
        Feedback.begin()
        with contextlib.suppress(GradingComplete):
            function(case)
        if Feedback.score < 1:
            raise AssertionError("\n".join(Feedback.said) or "This is not right yet.")

    return judge
