"""What the questions of a quiz ask for, and its right answers."""

from __future__ import annotations

from grader.model import Exercise, Question
from grader.packs.notes import Notes

_TYPES_OF_KEYS = {
    "choices": ("single", "multiple", "order"),
    "shuffle": ("single", "multiple"),
    "accept": ("short",),
    "tolerance": ("short",),
    "exact": ("short",),
}


def check_quiz(exercise: Exercise, notes: Notes) -> None:
    """Notes what is wrong with the questions."""
    if not exercise.questions:
        notes.fault((), "an exercise of kind quiz needs `questions`")
    seen = set()
    for number, question in enumerate(exercise.questions):
        if question.name in seen:
            notes.fault(("questions", number, "name"), f"a question called {question.name!r} is there already")
        seen.add(question.name)
        _check_keys(number, question, notes)
        if question.type == "short":
            _check_short(number, question, notes)
        else:
            _check_choices(number, question, notes)


def right_answers(questions: list[Question]) -> dict[str, int | list[int] | str]:
    """Question → its right answer, as a learner hands it in."""
    found: dict[str, int | list[int] | str] = {}
    for question in questions:
        right = [number for number, choice in enumerate(question.choices, start=1) if choice.right]
        if question.type == "single":
            found[question.name] = right[0]
        elif question.type == "multiple":
            found[question.name] = right
        elif question.type == "order":
            found[question.name] = list(range(1, len(question.choices) + 1))
        else:
            found[question.name] = str(question.accept[0])
    return found


def _check_keys(number: int, question: Question, notes: Notes) -> None:
    for key, types in _TYPES_OF_KEYS.items():
        if key in question.model_fields_set and question.type not in types:
            message = f"`{key}` is of no use to a question of type {question.type}, only to {', '.join(types)}"
            notes.fault(("questions", number, key), message, key=True)


def _check_short(number: int, question: Question, notes: Notes) -> None:
    where = ("questions", number)
    if not question.accept:
        notes.fault(where, "a question of type short needs `accept`: the answers that count")
    for position, answer in enumerate(question.accept):
        if isinstance(answer, str) and not answer.strip():
            notes.fault((*where, "accept", position), "an empty answer counts for nothing")
    if question.tolerance is not None and question.accept and not any(map(_is_number, question.accept)):
        notes.fault((*where, "tolerance"), "a tolerance is for numbers, and `accept` holds none")


def _check_choices(number: int, question: Question, notes: Notes) -> None:
    where = ("questions", number)
    least = 2
    if len(question.choices) < least:
        notes.fault((*where, "choices"), f"a question of type {question.type} needs two choices or more")
        return
    right = [position for position, choice in enumerate(question.choices) if choice.right]
    if question.type == "order":
        for position in right:
            message = "the choices of a question of type order stand in the right order: none is marked"
            notes.fault((*where, "choices", position, "right"), message, key=True)
    elif not right:
        needs = "exactly one" if question.type == "single" else "one or more"
        notes.fault((*where, "choices"), f"no choice is right: mark {needs} with `right: true`")
    elif question.type == "single" and len(right) > 1:
        message = "more than one choice is right: a question of type single has exactly one"
        notes.fault((*where, "choices", right[1], "right"), message)


def _is_number(answer: str | float) -> bool:
    try:
        float(answer)
    except ValueError:
        return False
    return True
