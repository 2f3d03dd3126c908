"""What learners would see of an exercise, before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.model import pick
from grader.packs.reader import LoadedExercise


@dataclass(frozen=True)
class QuestionView:
    """One question of a quiz, as a learner meets it."""

    ask: str
    choices: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class PreviewView:
    """An exercise, or the course itself where `steps` are given. `trouble` stands alone: nothing can be shown."""

    trouble: str = ""
    title: str = ""
    text: str = ""
    """Markdown."""
    text_language: str = ""
    slug: str = ""
    kind: str = ""
    minutes: int = 0
    hints: tuple[str, ...] = ()
    questions: tuple[QuestionView, ...] = ()
    criteria: tuple[str, ...] = ()
    tests: tuple[tuple[str, float, str], ...] = ()
    """Title, points, and how much is shown of each."""
    starter: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    """Names of the author's answers that can be run."""
    files: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def preview_of(found: LoadedExercise, language: str, answers: Mapping[str, object]) -> PreviewView:
    """The exercise in *language*, or in its first one where a text is missing."""
    first, exercise = found.language, found.exercise

    def said(text: dict[str, str]) -> str:
        return pick(text, language, first)

    texts = {name or first: text for name, text in found.statements.items()}
    chosen = language if language in texts else first if first in texts else next(iter(texts), first)
    return PreviewView(
        title=said(exercise.title),
        text=texts.get(chosen, ""),
        text_language=chosen,
        slug=found.slug,
        kind=exercise.kind,
        minutes=exercise.minutes,
        hints=tuple(said(hint) for hint in exercise.hints),
        questions=tuple(
            QuestionView(said(one.ask), tuple(said(choice.text) for choice in one.choices), one.type)
            for one in exercise.questions
        ),
        criteria=tuple(said(one.title) for one in exercise.criteria),
        tests=tuple((said(test.title) or test.name, test.points, test.show.value) for test in found.tests),
        starter={name: content.decode("utf-8", "replace") for name, content in found.starter.items()},
        answers=tuple(answers),
        files=tuple(found.files),
    )
