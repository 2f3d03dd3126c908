"""Quizzes: nothing is run, and yet the right answers must pass and an empty paper must not."""

from __future__ import annotations

import json
from collections.abc import Iterator

from grader.bundles import Bundle
from grader.grading import grade_answers
from grader.packs.faults import Fault
from grader.packs.loaded import LoadedExercise
from grader.reports import Outcome, Report, Verdict


def faults_of_quiz(exercise: LoadedExercise) -> list[Fault]:
    """What is wrong with its answers."""
    bundle = exercise.bundle()
    right = json.loads(exercise.reference[exercise.files[0]])
    found = [
        exercise.part.fault(("questions", number), f"the right answer to {test.name} does not pass")
        for number, test in enumerate(_report(right, bundle).tests)
        if test.outcome is not Outcome.PASSED
    ]
    if _report({}, bundle).verdict is Verdict.PASSED:
        found.append(exercise.part.fault(("questions",), "who answers nothing passes"))
    return [*found, *_refused_answers(exercise, bundle)]


def _refused_answers(exercise: LoadedExercise, bundle: Bundle) -> Iterator[Fault]:
    """Answers that the author accepts and the quiz does not."""
    for number, question in enumerate(exercise.exercise.questions):
        for position, answer in enumerate(question.accept):
            test = _report({question.name: str(answer)}, bundle).tests[number]
            if test.outcome is not Outcome.PASSED:
                where = ("questions", number, "accept", position)
                yield exercise.part.fault(where, f"{str(answer)!r} is accepted, and yet does not pass")


def _report(answers: object, bundle: Bundle) -> Report:
    return grade_answers({bundle.files[0]: json.dumps(answers, ensure_ascii=False).encode()}, bundle)
