"""Every text of a pack that a learner reads: where it stands, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.model import Exercise, Pack, Text
from grader.packs.yaml_source import Where


@dataclass(frozen=True)
class PlacedText:
    """One text in all its languages."""

    where: Where
    name: str
    text: Text
    is_markdown: bool = True
    """Titles are no Markdown."""


def texts_of_pack(pack: Pack) -> Iterator[PlacedText]:
    """The pack's own texts."""
    yield PlacedText(("title",), "title", pack.title, is_markdown=False)
    yield PlacedText(("description",), "description", pack.description)


def texts_of_exercise(exercise: Exercise) -> Iterator[PlacedText]:
    """The texts that the YAML of an exercise holds, apart from its statement."""
    yield PlacedText(("title",), "title", exercise.title, is_markdown=False)
    for number, hint in enumerate(exercise.hints):
        yield PlacedText(("hints", number), f"hint {number + 1}", hint)
    for number, spec in enumerate(exercise.tests):
        at = ("tests", number)
        yield PlacedText((*at, "title"), f"title of {spec.name}", spec.title, is_markdown=False)
        yield PlacedText((*at, "hint"), f"hint of {spec.name}", spec.hint)
    for number, case in enumerate(exercise.cases):
        at, name = ("cases", number), case.name or f"case_{number + 1}"
        yield PlacedText((*at, "title"), f"title of {name}", case.title, is_markdown=False)
        yield PlacedText((*at, "hint"), f"hint of {name}", case.hint)
    for name, mistake in exercise.mistakes.items():
        yield PlacedText(("mistakes", name, "say"), f"text of the mistake {name!r}", mistake.say)
    yield from _texts_of_questions(exercise)
    for number, criterion in enumerate(exercise.criteria):
        at = ("criteria", number)
        yield PlacedText((*at, "title"), f"title of {criterion.name}", criterion.title, is_markdown=False)
        yield PlacedText((*at, "describe"), f"description of {criterion.name}", criterion.describe)


def _texts_of_questions(exercise: Exercise) -> Iterator[PlacedText]:
    for number, question in enumerate(exercise.questions):
        at, name = ("questions", number), question.name
        yield PlacedText((*at, "ask"), f"question {name}", question.ask)
        yield PlacedText((*at, "hint"), f"hint of {name}", question.hint)
        yield PlacedText((*at, "explain"), f"explanation of {name}", question.explain)
        for position, choice in enumerate(question.choices):
            of = f"choice {position + 1} of {name}"
            yield PlacedText((*at, "choices", position, "text"), of, choice.text)
            yield PlacedText((*at, "choices", position, "say"), f"text told for {of}", choice.say)
