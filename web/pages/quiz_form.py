"""A quiz as a form: what it shows, and `answers.json` from its fields.

Choices are shuffled for each learner, and stay so. The fields of an order question count the choices as they are
shown: their numbers in the YAML are the right order.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from grader.model import Question, pick
from grader.model.quiz import MAX_ANSWERS_BYTES, MAX_SHORT
from grader.packs.reader import LoadedExercise
from web.pages.handed_in import SentFiles

Fields = MultiDict[str, str]


@dataclass(frozen=True)
class ChoiceView:
    """One choice, or one thing to be put in order."""

    field: str
    value: str
    text: str
    chosen: bool
    place: str
    """Of an order question: the number that the learner gave it."""


@dataclass(frozen=True)
class QuestionView:
    """One question as its learner sees it. Nothing in it tells what is right."""

    field: str
    type: str
    ask: str
    points: float
    choices: tuple[ChoiceView, ...]
    text: str
    """Of a short answer: what was typed."""
    fault: str


@dataclass(frozen=True)
class AnswerView:
    """What a learner answered to one question, in words; no text where nothing readable was answered."""

    ask: str
    texts: tuple[str, ...]
    is_order: bool
    is_typed: bool
    """A short answer: the learner's own words, no Markdown."""


def question_views(found: LoadedExercise, user_id: int, language: str, sent: SentFiles) -> tuple[QuestionView, ...]:
    """The questions in *language*, with what was *sent* already."""
    views, fields = [], sent.fields
    for number, question in enumerate(found.exercise.questions):
        field = _field(number)
        chosen = set(fields.getlist(field))
        choices = tuple(
            ChoiceView(
                field=f"{field}-place-{place}" if question.type == "order" else field,
                value="" if question.type == "order" else str(one),
                text=pick(question.choices[one - 1].text, language, found.language),
                chosen=str(one) in chosen,
                place=fields.get(f"{field}-place-{place}", ""),
            )
            for place, one in enumerate(_shown(question, found.id, user_id))
        )
        ask = pick(question.ask, language, found.language)
        text = fields.get(field, "") if question.type == "short" else ""
        fault = sent.faults.get(question.name, "")
        views.append(QuestionView(field, question.type, ask, question.points, choices, text, fault))
    return tuple(views)


def sent_answers(found: LoadedExercise, user_id: int, fields: Fields) -> SentFiles:
    """What the form's fields answer, as the one file of a quiz; `faults` are by the name of a question."""
    sent = SentFiles(fields=fields)
    answers: dict[str, Any] = {}
    for number, question in enumerate(found.exercise.questions):
        try:
            answer = _answer(question, _field(number), found.id, user_id, fields)
        except ValueError as fault:
            sent.faults[question.name] = str(fault)
            continue
        if answer not in (None, "", []):
            answers[question.name] = answer
    sent.contents[found.files[0]] = json.dumps(answers, ensure_ascii=False).encode("utf-8", "replace")
    return sent


def fields_of(found: LoadedExercise, user_id: int, untrusted: bytes) -> Fields:
    """The fields of a form that says what was handed in before; what cannot be read is left out."""
    fields: Fields = MultiDict()
    answers = _read(untrusted)
    for number, question in enumerate(found.exercise.questions):
        field, answer = _field(number), answers.get(question.name)
        if question.type == "short":
            fields.add(field, answer if isinstance(answer, str) else "")
            continue
        chosen = _numbers(question, answer)
        if question.type == "order":
            for place, one in enumerate(_shown(question, found.id, user_id)):
                fields.add(f"{field}-place-{place}", str(chosen.index(one) + 1) if one in chosen else "")
        else:
            fields.setlist(field, [str(one) for one in chosen])
    return fields


def answer_views(questions: Sequence[Question], untrusted: bytes, languages: tuple[str, str]) -> list[AnswerView]:
    """What was answered, in words: the numbers of an order question would tell the right order."""
    answers = _read(untrusted)
    views = []
    for question in questions:
        answer = answers.get(question.name)
        texts: tuple[str, ...] = (answer,) if question.type == "short" and isinstance(answer, str) else ()
        if question.type != "short":
            texts = tuple(pick(question.choices[one - 1].text, *languages) for one in _numbers(question, answer))
        views.append(
            AnswerView(pick(question.ask, *languages), texts, question.type == "order", question.type == "short")
        )
    return views


def _field(number: int) -> str:
    return f"question-{number}"


def _shown(question: Question, exercise: str, user_id: int) -> list[int]:
    """The numbers of the choices as this learner sees them: never in the right order where that is asked for.

    With the server's key, so that nobody can work out what the shuffling did.
    """
    numbers = list(range(1, len(question.choices) + 1))
    if question.type != "order" and not question.shuffle:
        return numbers
    key = str(current_app.secret_key).encode()
    seed = f"{user_id} {exercise} {question.name}"
    shuffled = sorted(numbers, key=lambda number: hmac.digest(key, f"{seed} {number}".encode(), "sha256"))
    if question.type == "order" and shuffled == numbers:
        return [*numbers[1:], *numbers[:1]]
    return shuffled


def _answer(question: Question, field: str, exercise: str, user_id: int, fields: Fields) -> Any:
    """In the form in which it is graded. Raises `ValueError` with what to tell the learner."""
    if question.type == "short":
        text = fields.get(field, "").strip()
        if len(text) > MAX_SHORT:
            raise ValueError(_("This answer is too long: %(most)s characters at most.", most=MAX_SHORT))
        return text
    if question.type == "order":
        return _order(question, field, _shown(question, exercise, user_id), fields)
    known = [str(number) for number in range(1, len(question.choices) + 1)]
    chosen = sorted({int(value) for value in fields.getlist(field) if value in known})
    if question.type == "multiple":
        return chosen
    return chosen[0] if chosen else None


def _order(question: Question, field: str, shown: Sequence[int], fields: Fields) -> list[int]:
    places = [fields.get(f"{field}-place-{place}", "") for place in range(len(shown))]
    if not any(places):
        return []
    known = {str(number) for number in range(1, len(question.choices) + 1)}
    if set(places) != known:
        raise ValueError(_("Give each line a number of its own, from 1 to %(last)s.", last=len(shown)))
    return [one for _, one in sorted(zip((int(place) for place in places), shown, strict=True))]


def _numbers(question: Question, answer: Any) -> list[int]:
    """The choices that are named in an answer, whatever it is."""
    several = answer if isinstance(answer, list) else [answer]
    return list(dict.fromkeys(one for one in several if type(one) is int and 1 <= one <= len(question.choices)))


def _read(untrusted: bytes) -> dict[str, Any]:
    if len(untrusted) > MAX_ANSWERS_BYTES:
        return {}
    try:
        answers = json.loads(untrusted.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
    return answers if isinstance(answers, dict) else {}
