"""A course: its tasks in their order, and what is said of all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from grader.errors import PackError
from grader.importing.conversions import Account, Status
from grader.importing.drafts import Draft
from grader.importing.inginious.code import draft_code
from grader.importing.inginious.contents import (
    Settings,
    grading,
    say_what_stays_behind,
    settings_of,
    table_of_contents,
    total_points,
)
from grader.importing.inginious.quizzes import draft_quiz
from grader.importing.inginious.tasks import CHOICES, CODE, Course, Task, Telling, read_task
from grader.importing.inginious.translations import read_translations
from grader.importing.licences import licence_of
from grader.importing.shapes import number, texts
from grader.importing.sources import SourceFolder
from grader.importing.writing import PackWriter


def import_course(source: Path, target: Path, *, language: str = "en") -> Account:
    """Writes the course at *source* as a pack into the new or empty folder *target*. Raises `PackError`.

    *language* is the one that the course is written in; others come from its catalogues.
    """
    writer = PackWriter(target, language=language)
    folder = SourceFolder(source)
    if not folder.has("course.yaml"):
        raise PackError(f"there is no course.yaml in {source}: is this the folder of an INGInious course?")
    config, problems = folder.yaml("course.yaml")
    writer.notes.change(*problems)
    licence, licence_file = licence_of(folder, writer.notes)
    tasks = [
        read_task(folder, name, lambda task, body: settings_of(task, config, body))
        for name in folder.folders()
        if not name.startswith("$") and folder.folder(name).has("task.yaml")
    ]
    tasks = _in_order(tasks, table_of_contents(config, writer.notes), writer)
    settings = [task.settings for task in tasks]
    translations = read_translations(folder, language, writer.notes)
    course = Course(translations, licence, total_points(settings))
    imported: list[Settings] = []
    for task in tasks:
        added = [writer.add(task.id, build, name=name) for name, build in _parts(task, course)]
        imported += [task.settings] if any(one.status is Status.IMPORTED for one in added) else []
    telling = Telling(translations, writer.notes)
    writer.notes.keep("title", "description", "order")
    policy = grading(imported, writer.notes)
    say_what_stays_behind(config, settings, writer.notes)
    if translations.used:
        writer.notes.keep(f"translations in {', '.join(sorted(translations.used))}")
    body = {
        "title": telling.plain(config.get("name")) or {language: folder.root.absolute().name},
        "description": telling.markdown(config.get("description")),
        "languages": [language, *sorted(translations.used - {language})],
        "licence": licence,
        "authors": list(dict.fromkeys(author for task in tasks for author in _authors(task))),
    }
    return writer.finish(
        {key: value for key, value in body.items() if value} | ({"grading": policy} if policy else {}),
        order=writer.imported,
        licence=licence_file,
    )


def _in_order(tasks: list[Task], contents: list[str], writer: PackWriter) -> list[Task]:
    """The tasks as the table of contents has them; others behind, by their `order`."""
    places = {name: place for place, name in enumerate(contents)}
    known = {task.id for task in tasks}
    missing = [name for name in contents if name not in known]
    if missing:
        writer.notes.drop(f"{', '.join(missing)}: in the table of contents, but there is no such task")
    behind = [task.id for task in tasks if task.id not in places]
    if contents and behind:
        writer.notes.change(f"{', '.join(behind)}: not in the table of contents, and at the end here")

    def place(task: Task) -> tuple[int, float, str]:
        own = number(task.body.get("order"))
        return places.get(task.id, len(places)), 1e9 if own is None else own, task.id

    return sorted(tasks, key=place)


def _parts(task: Task, course: Course) -> list[tuple[str, Callable[[Draft], None]]]:
    """The exercises that a task becomes: name → what drafts it."""
    if task.trouble:
        return [(task.id, lambda draft: draft.leave_out(task.trouble))]
    others = sorted({problem.type or "no type" for problem in task.problems if problem.type not in CHOICES + CODE})
    parts: list[tuple[str, Callable[[Draft], None]]] = []
    if task.of(CODE) or not task.of(CHOICES):
        parts.append((task.id, lambda draft: draft_code(task, course, draft)))
    if task.of(CHOICES):
        name = f"{task.id}-quiz" if parts else task.id
        parts.append((name, lambda draft: draft_quiz(task, course, draft)))

    def noting(build: Callable[[Draft], None]) -> Callable[[Draft], None]:
        def build_and_note(draft: Draft) -> None:
            build(draft)
            if len(parts) > 1:
                draft.notes.change("the task had questions and code: here they are two exercises")
            if others:
                draft.notes.drop(f"problems of the type {', '.join(others)}")

        return build_and_note

    return [(name, noting(build)) for name, build in parts]


def _authors(task: Task) -> list[str]:
    return [name.strip() for names in texts(task.body.get("author")) for name in names.split(",") if name.strip()]
