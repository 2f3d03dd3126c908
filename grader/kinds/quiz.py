"""Quizzes, graded without any container: what comes is data, and nothing of it is run.

`answers.json` is a learner's: its size, types and depth are checked, and whatever is in it, the outcome is a
report.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from grader.model import Question, Text
from grader.model.quiz import MAX_ANSWERS_BYTES, MAX_SHORT
from grader.reports import Explanation, Outcome

_MAX_NUMBER = 40
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d{1,2})?")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{3})+")
_MARKS = str.maketrans({"\u066b": ".", "\u066c": "", "\u2212": "-"})
"""The decimal and the thousands mark of Arabic, and the minus sign of mathematics."""
_TATWEEL = "\u0640"
_SLACK = Fraction(1, 10**9)


class AnswersRefused(Exception):  # noqa: N818 - says what happened
    """What was handed in answers nothing; *explanation* says why."""

    def __init__(self, explanation: Explanation) -> None:
        super().__init__(explanation.code)
        self.explanation = explanation


@dataclass(frozen=True)
class Answered:
    """What came of one question."""

    outcome: Outcome
    explanation: Explanation | None = None
    say: tuple[Text, ...] = ()
    """What the author tells those who chose as this learner did."""
    answer: str = ""
    """The answer, in one form for answers that are the same; for grouping."""


def answered(questions: Sequence[Question], file: str, untrusted: bytes) -> list[Answered]:
    """One outcome for each question, in their order. Raises `AnswersRefused`."""
    answers = _answers(file, untrusted)
    unknown = answers.keys() - {question.name for question in questions}
    if unknown:
        args = {"file": file, "question": ascii(min(unknown))[:80]}
        raise AnswersRefused(Explanation(code="answers_unknown", args=args))
    return [_graded(question, answers.get(question.name)) for question in questions]


def _answers(file: str, untrusted: bytes) -> dict[str, Any]:
    refused = AnswersRefused(Explanation(code="answers_unreadable", args={"file": file}))
    if len(untrusted) > MAX_ANSWERS_BYTES:
        raise refused
    try:
        answers = json.loads(untrusted.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # not UTF-8, no JSON, a number of thousands of digits, too deep
        raise refused from error
    if not isinstance(answers, dict):
        raise refused
    return answers


def _graded(question: Question, answer: Any) -> Answered:
    if answer is None or answer in ("", []):
        return _not_passed(question, "quiz_unanswered")
    if not _READABLE[question.type](question, answer):
        return _not_passed(question, "quiz_unreadable")
    found = _GRADED[question.type](question, answer)
    return Answered(found.outcome, found.explanation, found.say, json.dumps(answer))


def _not_passed(question: Question, code: str, wrong: Sequence[int] = ()) -> Answered:
    """With what the author says of each of the *wrong* choices."""
    say = tuple(question.choices[number - 1].say for number in wrong if question.choices[number - 1].say)
    args = {"question": question.name}
    if say:
        code = "quiz_choice"
        args["choices"] = ",".join(str(number) for number in wrong if question.choices[number - 1].say)
    return Answered(Outcome.FAILED, Explanation(code=code, args=args), say)


_PASSED = Answered(Outcome.PASSED)


# Whether an answer has the form that its question asks for.


def _is_choice(question: Question, answer: Any) -> bool:
    return type(answer) is int and 1 <= answer <= len(question.choices)


def _are_choices(question: Question, answer: Any) -> bool:
    is_list = isinstance(answer, list) and len(answer) <= len(question.choices)
    return is_list and all(_is_choice(question, one) for one in answer) and len(set(answer)) == len(answer)


def _is_order(question: Question, answer: Any) -> bool:
    return _are_choices(question, answer) and len(answer) == len(question.choices)


def _is_short(_question: Question, answer: Any) -> bool:
    return isinstance(answer, str) and len(answer) <= MAX_SHORT


_READABLE: dict[str, Callable[[Question, Any], bool]] = {
    "single": _is_choice,
    "multiple": _are_choices,
    "order": _is_order,
    "short": _is_short,
}


# Whether it is right.


def _single(question: Question, answer: int) -> Answered:
    return _PASSED if question.choices[answer - 1].right else _not_passed(question, "quiz_wrong", [answer])


def _multiple(question: Question, answer: list[int]) -> Answered:
    right = {number for number, choice in enumerate(question.choices, start=1) if choice.right}
    if set(answer) == right:
        return _PASSED
    wrong = sorted(set(answer) - right)
    return _not_passed(question, "quiz_wrong" if wrong else "quiz_incomplete", wrong)


def _order(question: Question, answer: list[int]) -> Answered:
    return _PASSED if answer == sorted(answer) else _not_passed(question, "quiz_order")


def _short(question: Question, answer: str) -> Answered:
    if any(_counts(answer, accepted, question) for accepted in question.accept):
        return _PASSED
    return _not_passed(question, "quiz_wrong" if answer.strip() else "quiz_unanswered")


_GRADED: dict[str, Callable[[Question, Any], Answered]] = {
    "single": _single,
    "multiple": _multiple,
    "order": _order,
    "short": _short,
}


def _counts(answer: str, accepted: str | float, question: Question) -> bool:
    """Whether a short answer is as good as one that its author accepts.

    A number is one however it is written: 3,5 or 3.5, with the digits of any script. White space at the ends
    never counts.
    """
    if question.exact and isinstance(accepted, str):
        return unicodedata.normalize("NFC", answer).strip() == unicodedata.normalize("NFC", accepted).strip()
    wanted = _numbers(str(accepted))[:1]
    if wanted:
        tolerance = Fraction(str(question.tolerance or 0)) * (1 + _SLACK)
        return any(abs(one - wanted[0]) <= tolerance for one in _numbers(answer))
    return _folded(answer) == _folded(str(accepted))


def _numbers(text: str) -> list[Fraction]:
    """What number a text may mean; `1,000` is one, and where commas part thousands it is a thousand."""
    plain = "".join(_digit(one) for one in text if not one.isspace()).translate(_MARKS)
    if len(plain) > _MAX_NUMBER:
        return []
    found = [Fraction(plain.replace(",", "."))] if _NUMBER.fullmatch(plain.replace(",", ".")) else []
    return [*found, Fraction(re.sub("[.,]", "", plain))] if _THOUSANDS.fullmatch(plain) else found


def _digit(one: str) -> str:
    value = unicodedata.decimal(one, None)
    return one if value is None else str(value)


def _folded(text: str) -> str:
    """Without case, accents, the vowel signs of Arabic, and spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        _digit(one) for one in apart if not unicodedata.combining(one) and not one.isspace() and one != _TATWEEL
    )
