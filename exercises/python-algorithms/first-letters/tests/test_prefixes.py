from random import Random

import pytest
from prefixes import how_many

NAMES = ["Mara", "Marek", "Marta", "Mo", "Nils", "Nia", "Ola"]


@pytest.mark.parametrize(
    ("beginnings", "expected"),
    [(["M"], [4]), (["Mar"], [3]), (["Mare", "N", "O"], [1, 2, 1]), (["X", "Marx"], [0, 0]), (["Ni", "Ni"], [2, 2])],
)
def test_counts_names(beginnings, expected):
    assert how_many(NAMES, beginnings) == expected


def test_only_at_the_beginning():
    assert how_many(["Hana", "Ana", "Anan"], ["an", "An", "ana", "na"]) == [0, 2, 0, 0]


def test_a_whole_name():
    assert how_many(NAMES, ["Mara", "Nia", "Marta", "Martha", "Maraa"]) == [1, 1, 1, 0, 0]


def test_same_name_twice():
    assert how_many(["Ida", "Ida", "Idris", "Ida"], ["Id", "Ida", "Idr"]) == [4, 3, 1]


def test_nothing_typed_yet():
    assert how_many(NAMES, ["", "Mo"]) == [7, 1]


def test_other_scripts():
    names = ["Élodie", "Eloise", "Łukasz", "أمل", "أمين", "Δήμητρα", "李娜", "李伟"]
    assert how_many(names, ["É", "E", "Ł", "أم", "Δ", "李", "李娜", "e"]) == [1, 1, 1, 2, 1, 2, 1, 0]


def test_empty_lists():
    assert how_many([], ["A", ""]) == [0, 0]
    assert how_many(NAMES, []) == []


def test_many_small_lists():
    dice = Random(11)

    def text():
        return "".join(dice.choice("abA") for _ in range(dice.randint(0, 4)))

    for _ in range(300):
        names = [text() for _ in range(dice.randint(0, 6))]
        beginnings = [text() for _ in range(5)]
        assert how_many(names, beginnings) == [sum(one.startswith(begin) for one in names) for begin in beginnings]


def test_a_whole_region():
    names = [f"{number:05d}" for number in range(30_000)]
    beginnings = [names[number * 7 % 30_000][: 2 + number % 4] for number in range(30_000)]
    assert how_many(names, beginnings) == [10 ** (5 - len(begin)) for begin in beginnings]
