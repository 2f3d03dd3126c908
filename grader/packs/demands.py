"""What each kind of exercise asks for, and what is of no use to it."""

from __future__ import annotations

from grader.model import Exercise
from grader.packs.case_demands import check_cases, check_dialogues
from grader.packs.input_demands import check_inputs
from grader.packs.notes import Notes
from grader.packs.quiz_demands import check_quiz

_CODE = ("pytest", "cases", "stdio")
KINDS_OF_KEYS = {
    "files": _CODE,
    "image": _CODE,
    "support": _CODE,
    "mistakes": _CODE,
    "equivalent": _CODE,
    "inputs": _CODE,
    "limits": _CODE,
    "isolation": _CODE,
    "bridge": _CODE,
    "starter": (*_CODE, "text"),
    "reference": (*_CODE, "text"),
    "tests": ("pytest",),
    "hidden": ("pytest",),
    "visible": ("pytest",),
    "cases": ("cases", "stdio"),
    "compare": ("cases", "stdio"),
    "questions": ("quiz",),
    "criteria": ("text",),
    "words": ("text",),
}
"""Keys that are of use to some kinds only; all others are for every kind."""


def check_demands(exercise: Exercise, notes: Notes) -> None:
    """Notes what does not fit the exercise's kind, and what its kind lacks."""
    for key, kinds in KINDS_OF_KEYS.items():
        if key in exercise.model_fields_set and exercise.kind not in kinds:
            belongs = f"`{key}` belongs to the {_listed(kinds)}; this exercise is of kind {exercise.kind}"
            notes.fault((key,), belongs, key=True)
    if exercise.kind == "cases":
        check_cases(exercise, notes)
    elif exercise.kind == "stdio":
        check_dialogues(exercise, notes)
        if exercise.isolation == "shared":
            notes.fault(("isolation",), "a program is always run apart from its tests: leave `isolation: shared` out")
    elif exercise.kind == "quiz":
        check_quiz(exercise, notes)
    elif exercise.kind == "text":
        _check_text(exercise, notes)
    if exercise.inputs is not None and exercise.kind in KINDS_OF_KEYS["inputs"]:
        check_inputs(exercise, exercise.inputs, notes)


def _listed(kinds: tuple[str, ...]) -> str:
    if len(kinds) == 1:
        return f"kind {kinds[0]}"
    return f"kinds {', '.join(kinds[:-1])} and {kinds[-1]}"


def _check_text(exercise: Exercise, notes: Notes) -> None:
    if not exercise.criteria:
        notes.fault((), "an exercise of kind text needs `criteria`: what a person looks at")
    seen = set()
    for number, criterion in enumerate(exercise.criteria):
        if criterion.name in seen:
            notes.fault(("criteria", number, "name"), f"a criterion called {criterion.name!r} is there already")
        seen.add(criterion.name)
    if exercise.words and exercise.words[0] > exercise.words[1]:
        notes.fault(("words",), "the fewest words come first, then the most")
