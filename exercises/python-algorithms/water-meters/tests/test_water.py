import pytest
from water import totals

DAYS = [70, 0, 45, 130, 85, 20]


@pytest.mark.parametrize(("question", "expected"), [((2, 4), 175), ((3, 5), 260), ((2, 5), 260), ((4, 5), 215)])
def test_one_question(question, expected):
    assert totals(DAYS, [question]) == [expected]


@pytest.mark.parametrize(("day", "expected"), [(2, 0), (3, 45), (5, 85)])
def test_one_day(day, expected):
    assert totals(DAYS, [(day, day)]) == [expected]


@pytest.mark.parametrize(("question", "expected"), [((1, 6), 350), ((1, 1), 70), ((6, 6), 20), ((1, 3), 115)])
def test_first_and_last_day(question, expected):
    assert totals(DAYS, [question]) == [expected]


def test_several_questions():
    assert totals([5, 8, 13, 21], [(4, 4), (1, 2), (2, 4), (1, 2)]) == [21, 13, 42, 13]


def test_no_question():
    assert totals([5, 8, 13], []) == []


def test_the_lists_stay_as_they_are():
    litres, questions = [9, 4, 6], [(2, 3), (1, 1)]
    assert totals(litres, questions) == [10, 9]
    assert litres == [9, 4, 6]
    assert questions == [(2, 3), (1, 1)]


def test_many_questions():
    days = 400_000
    litres = list(range(1, days + 1))
    questions = [(1 + number % 50, days - number % 70) for number in range(20_000)]
    found = totals(litres, questions)
    assert found == [last * (last + 1) // 2 - first * (first - 1) // 2 for first, last in questions]
