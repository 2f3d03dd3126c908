"""A task: its file in both forms, and the exercises that it becomes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from grader.errors import PackError
from grader.importing.conversions import Notes
from grader.importing.drafts import Draft, Texts, without_empty
from grader.importing.inginious.contents import Settings
from grader.importing.inginious.translations import Translations
from grader.importing.markup import markdown
from grader.importing.markup.rst import markdown_of
from grader.importing.names import slug_of
from grader.importing.shapes import flag, mapping, text, texts
from grader.importing.sources import SourceFolder
from grader.packs.contents import MAX_FOLDER_FILES

CHOICES = ("multiple_choice", "match")
CODE = ("code", "code_single_line", "file")
_SAME = {"code_file": "file"}
_KNOWN = {
    *("name", "author", "context", "problems", "environment", "environment_type", "environment_id", "limits", "tags"),
    *("environment_parameters", "run_cmd", "order", "weight", "accessible", "evaluate", "submission_limit", "file"),
    *("categories", "input_random", "network_grading", "contact_url", "groups", "stored_submissions", "archive"),
}
_MARKUP = re.compile(r"[`*_|\\<:]")


@dataclass(frozen=True)
class Problem:
    """One of the problems of a task."""

    id: str
    type: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Task:
    """A task, with what the course says of it."""

    id: str
    folder: SourceFolder
    body: dict[str, Any]
    settings: Settings
    problems: tuple[Problem, ...] = ()
    trouble: str = ""
    """Why its file cannot be used."""
    notes: Notes = field(default_factory=Notes)
    """What was found when its file was read."""

    def of(self, types: tuple[str, ...]) -> list[Problem]:
        """Its problems of these types."""
        return [problem for problem in self.problems if problem.type in types]


@dataclass(frozen=True)
class Course:
    """What all tasks of a course share."""

    translations: Translations
    licence: str = ""
    weighted: bool = False


def read_task(folder: SourceFolder, name: str, settings: Callable[[str, dict[str, Any]], Settings]) -> Task:
    """The task in the folder *name*; never fails, but says its trouble."""
    notes = Notes()
    inside = folder.folder(name)
    try:
        body, problems = inside.yaml("task.yaml")
    except PackError as error:
        return Task(name, inside, {}, settings(name, {}), trouble=str(error))
    notes.change(*problems)
    return Task(name, inside, body, settings(name, body), tuple(_problems(body)), notes=notes)


class Telling:
    """Writes the texts of one task in the languages of its course."""

    def __init__(self, translations: Translations, notes: Notes) -> None:
        self._translations, self._notes = translations, notes

    def markdown(self, value: Any) -> Texts:
        """A text in reStructuredText."""
        return self._translations.texts(text(value), lambda one: markdown_of(one, self._notes))

    def short(self, value: Any) -> Texts:
        """One that may be just a word, such as a choice: markup is looked for only where it can be."""
        return self._translations.texts(
            text(value), lambda one: markdown_of(one, self._notes) if _MARKUP.search(one) else one.strip()
        )

    def plain(self, value: Any) -> Texts:
        """One line without markup, such as a title."""
        return self._translations.texts(text(value), lambda one: " ".join(one.split()))


def joined(parts: list[Texts], languages: list[str]) -> Texts:
    """Texts below one another; where a part has no translation, it stands there as it is."""
    found = {}
    for language in languages:
        inside = [part.get(language) or part.get(languages[0], "") for part in parts]
        if language == languages[0] or any(language in part for part in parts):
            found[language] = markdown.blocks(inside)
    return {language: written for language, written in found.items() if written}


def title_and_text(telling: Telling, problem: Problem, languages: list[str], *, level: int = 0) -> Texts:
    """The name of a problem above its header: as a heading, or in bold."""
    name = telling.plain(problem.body.get("name"))
    above = {
        language: markdown.heading(level, markdown.escaped(words)) if level else f"**{markdown.escaped(words)}**"
        for language, words in name.items()
    }
    return joined([above, telling.markdown(problem.body.get("header"))], languages)


def common_body(task: Task, course: Course, draft: Draft, telling: Telling) -> dict[str, Any]:
    """The keys that every exercise of a task has, with notes on what a pack has no place for."""
    draft.notes.kept += task.notes.kept
    draft.notes.changed += task.notes.changed
    title = telling.plain(task.body.get("name")) or {course.translations.language: task.id}
    draft.notes.keep("title")
    authors = [part.strip() for one in texts(task.body.get("author")) for part in one.split(",") if part.strip()]
    tags = list(dict.fromkeys(slug for slug in map(slug_of, task.settings.categories) if slug))
    if authors:
        draft.notes.keep("authors")
    if tags:
        draft.notes.keep("tags")
    _say_what_stays_behind(task, draft)
    return without_empty({"title": title, "tags": tags, "licence": course.licence, "authors": authors})


def keep_originals(task: Task, draft: Draft, reason: str) -> None:
    """Sets the exercise aside, with all files of the task beside it."""
    kept = task.folder.files()
    for name in kept[:MAX_FOLDER_FILES]:
        try:
            draft.put(f"original/{name}", task.folder.data(name))
        except PackError as error:
            draft.notes.drop(f"original/{name}: {error}")
    if len(kept) > MAX_FOLDER_FILES:
        draft.notes.drop(f"{len(kept) - MAX_FOLDER_FILES} of the {len(kept)} files of the task")
    draft.notes.keep("the task's files, in original/")
    draft.unfinish(reason)


def _say_what_stays_behind(task: Task, draft: Draft) -> None:
    body = task.body
    if flag(body.get("groups")):
        draft.notes.drop("work in groups: each learner hands in alone")
    if task.settings.closed:
        draft.notes.change("it was closed to learners: take it out of pack.yaml if it should stay so")
    if body.get("contact_url"):
        draft.notes.drop("contact_url: it leads to an installation")
    unknown = sorted(set(body) - _KNOWN)
    if unknown:
        draft.notes.drop(f"{', '.join(unknown)} of task.yaml: nothing here uses them")
    for name in task.folder.links():
        draft.notes.drop(f"{name}: it is a link")


def _problems(body: dict[str, Any]) -> list[Problem]:
    found = []
    for name, problem in mapping(body.get("problems")).items():
        kind = text(mapping(problem).get("type")).replace("-", "_")
        found.append(Problem(name, _SAME.get(kind, kind), mapping(problem)))
    return found
