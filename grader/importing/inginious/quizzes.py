"""Problems that need no program: multiple choice and match become the questions of a quiz."""

from __future__ import annotations

from typing import Any

from grader.importing.drafts import Draft, share, without_empty
from grader.importing.inginious.tasks import (
    CHOICES,
    Course,
    Problem,
    Task,
    Telling,
    common_body,
    title_and_text,
)
from grader.importing.names import question_name
from grader.importing.shapes import flag, mapping, number, sequence, text, texts


def draft_quiz(task: Task, course: Course, draft: Draft) -> None:
    """Drafts the quiz of a task."""
    translations = course.translations.within(task.folder, draft.notes)
    telling = Telling(translations, draft.notes)
    languages = [translations.language, *translations.catalogues]
    body = common_body(task, course, draft, telling)
    taken: set[str] = set()
    questions = []
    for problem in task.of(CHOICES):
        question = _question(problem, telling, languages, draft)
        if question:
            questions.append({"name": question_name(problem.id, taken), **question})
    if not questions:
        draft.leave_out("none of its questions has an answer that is known to be right")
        return
    if course.weighted:
        for question, points in zip(questions, share([1] * len(questions), task.settings.weight or 1), strict=True):
            question["points"] = points
        draft.notes.keep("weight as points")
    draft.body = {**body, "kind": "quiz", "show": "details", "questions": questions}
    draft.state(telling.markdown(task.body.get("context")) or _instead(draft))
    draft.notes.keep("statement", "questions with their answers and feedback")
    if any(task.folder.has(name) for name in ("run", "run.py", "run.sh")):
        draft.notes.drop("`run`: the answers are known without it")


def _instead(draft: Draft) -> dict[str, str]:
    draft.notes.change("it had no context: the statement says that there are questions")
    return {draft.language: "Answer the questions below."}


def _question(problem: Problem, telling: Telling, languages: list[str], draft: Draft) -> dict[str, Any]:
    ask = title_and_text(telling, problem, languages) or {draft.language: problem.id}
    if flag(problem.body.get("optional")):
        draft.notes.change(f"{problem.id} was optional: here every question gives points")
    if problem.type == "match":
        answers = [one.strip() for one in texts(problem.body.get("answer")) if one.strip()]
        if not answers:
            draft.notes.drop(f"{problem.id}: no answer is given")
            return {}
        return {"ask": ask, "type": "short", "accept": answers, "exact": True}
    return _choices(problem, ask, telling, draft)


def _choices(problem: Problem, ask: dict[str, str], telling: Telling, draft: Draft) -> dict[str, Any]:
    body = problem.body
    multiple = flag(body.get("multiple"))
    choices: list[dict[str, Any]] = []
    for choice in (mapping(one) for one in sequence(body.get("choices"))):
        words = telling.short(choice.get("text"))
        right = flag(choice.get("valid"))
        if not words:
            draft.notes.drop(f"a choice without a text in {problem.id}")
        elif right and not multiple and any("right" in one for one in choices):
            draft.notes.drop(
                f"a second right choice in {problem.id}, which asks for one: {text(choice.get('text'))[:60]}"
            )
        else:
            choices.append(
                {"text": words}
                | ({"right": True} if right else {})
                | without_empty({"say": telling.short(choice.get("feedback"))})
            )
    if not any("right" in one for one in choices) or len(choices) < 2:  # noqa: PLR2004 - a choice of one is none
        draft.notes.drop(f"{problem.id}: it has no right choice, or nothing to choose from")
        return {}
    limit = number(body.get("limit"))
    if limit and limit < len(choices):
        draft.notes.change(f"{problem.id} showed {int(limit)} of its {len(choices)} choices: here all are shown")
    return without_empty(
        {
            "ask": ask,
            "type": "multiple" if multiple else "single",
            "choices": choices,
            "hint": telling.markdown(body.get("error_message")),
            "explain": telling.markdown(body.get("success_message")),
        }
    ) | ({"shuffle": False} if flag(body.get("unshuffle")) else {})
