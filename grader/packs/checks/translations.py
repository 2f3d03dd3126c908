"""Texts that are missing in one of a pack's languages, or written in one that is likely misspelt."""

from __future__ import annotations

from collections.abc import Iterable

from grader.model import LANGUAGES
from grader.packs.checks.texts import PlacedText
from grader.packs.loaded import LoadedExercise
from grader.packs.notes import Notes

_UNKNOWN = "a language that neither the pack lists nor the pages know"


def check_texts(texts: Iterable[PlacedText], languages: list[str], notes: Notes) -> None:
    """Warns of translations that are missing, empty or in a language that nobody knows.

    A text without a language stands for all; one that is not there at all is no matter. Without *languages* (an
    exercise outside any pack) only empty texts are told.
    """
    for one in texts:
        missing = [language for language in languages if language not in one.text] if "" not in one.text else []
        if one.text and missing:
            notes.warn(one.where, f"the {one.name} is missing in {', '.join(missing)}")
        for language, words in one.text.items():
            where = (*one.where, language) if language else one.where
            if not words.strip():
                notes.warn(where, f"the {one.name} is empty")
            elif language and languages and language not in {*languages, *LANGUAGES}:
                notes.warn(where, f"the {one.name} is in {language!r}, {_UNKNOWN}", key=True)


def check_statements(exercise: LoadedExercise, languages: list[str], notes: Notes) -> None:
    """Warns of languages without a statement. A quiz needs none: its questions say it all."""
    found = exercise.statements
    if not found and exercise.kind == "quiz":
        return
    first = languages[0] if languages else exercise.language
    if not found:
        notes.warn(("statement",), "there is no statement")
        return
    written_inline = not isinstance(exercise.exercise.statement, str)
    if written_inline and "" in found:
        languages = []  # one text for all languages
    for language in languages:
        if language not in found and not (language == first and "" in found):
            notes.warn(("statement",), f"there is no statement in {language}")
    for language, words in found.items():
        if not words.strip():
            notes.warn(("statement",), f"the statement{f' in {language}' if language else ''} is empty")
        elif language and languages and language not in {*languages, *LANGUAGES}:
            notes.warn(("statement",), f"the statement is there in {language!r}, {_UNKNOWN}")
