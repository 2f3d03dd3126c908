"""HTML, links and images in texts, at their place in a Markdown file or in the YAML."""

from __future__ import annotations

from collections.abc import Iterable

from grader.packs.checks.texts import PlacedText
from grader.packs.faults import Fault
from grader.packs.loaded import LoadedExercise
from grader.packs.markdown import remarks_on
from grader.packs.notes import Notes


def check_markup(texts: Iterable[PlacedText], notes: Notes) -> None:
    """Notes what learners would not see as it was meant."""
    for one in texts:
        for language, words in one.text.items() if one.is_markdown else ():
            where = (*one.where, language) if language else one.where
            for remark in remarks_on(words):
                place = notes.part.inside(where, remark.line, remark.column)
                notes.faults.found.append(Fault(notes.part.path, *place, remark.message, remark.warning))


def check_statement_markup(exercise: LoadedExercise, notes: Notes) -> None:
    """The same for its statements."""
    statement = exercise.exercise.statement
    if not isinstance(statement, str):
        check_markup([PlacedText(("statement",), "statement", statement)], notes)
        return
    for language, words in exercise.statements.items():
        path = exercise.folder / statement_file(statement, language)
        for remark in remarks_on(words):
            notes.faults.found.append(Fault(path, remark.line, remark.column, remark.message, remark.warning))


def statement_file(name: str, language: str) -> str:
    """The file of the statement in *language*, where the first language's is called *name*."""
    stem, dot, suffix = name.rpartition(".")
    if not language:
        return name
    return f"{stem}.{language}.{suffix}" if dot else f"{name}.{language}"
