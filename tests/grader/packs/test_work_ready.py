"""What the pack `work-ready` promises: quizzes that teach, and texts that a person can grade, in both languages."""

import re
from pathlib import Path

import pytest

from grader.model import Question
from grader.packs.reader import LoadedExercise, read_pack

PACK = read_pack(Path(__file__).parents[3] / "exercises" / "work-ready")
QUIZZES = [one for one in PACK.exercises.values() if one.exercise.kind == "quiz"]
TEXTS = [one for one in PACK.exercises.values() if one.exercise.kind == "text"]
QUESTIONS = [(quiz.slug, question) for quiz in QUIZZES for question in quiz.exercise.questions]
BOTH = {"en", "fr"}


def test_it_has_quizzes_of_all_types_and_texts() -> None:
    assert (len(QUIZZES), len(TEXTS)) >= (8, 4)
    for quiz in QUIZZES:
        assert {one.type for one in quiz.exercise.questions} == {"single", "multiple", "order", "short"}, quiz.slug


@pytest.mark.parametrize(("quiz", "question"), QUESTIONS, ids=[f"{quiz}-{one.name}" for quiz, one in QUESTIONS])
def test_a_question_teaches_whoever_answers_wrongly(quiz: str, question: Question) -> None:
    assert set(question.ask) == BOTH
    assert BOTH in (set(question.hint), set(question.explain)), f"{quiz}: neither hint nor explanation"
    for choice in question.choices:
        assert set(choice.text) == BOTH
        if question.type != "order" and not choice.right:
            assert set(choice.say) == BOTH, choice.text["en"]


@pytest.mark.parametrize("text", TEXTS, ids=[one.slug for one in TEXTS])
def test_a_text_says_what_earns_each_of_its_points_and_its_answer_keeps_within_its_words(text: LoadedExercise) -> None:
    for criterion in text.exercise.criteria:
        assert set(criterion.describe) == BOTH
        for words in criterion.describe.values():
            numbers = [int(one) for one in re.findall(r"(\d+) points?[\u00a0 ]?:", words)]
            assert numbers == list(range(int(criterion.points), -1, -1)), words
    assert text.exercise.words is not None
    fewest, most = text.exercise.words
    assert fewest <= len(text.reference["answer.txt"].split()) <= most
