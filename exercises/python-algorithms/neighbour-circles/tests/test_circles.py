from random import Random

import pytest
from circles import circles_after


@pytest.mark.parametrize(
    ("people", "contacts", "expected"),
    [(2, [(0, 1)], [1]), (6, [(0, 1), (2, 3), (4, 5)], [5, 4, 3]), (4, [(3, 0), (0, 2)], [3, 2])],
)
def test_two_circles_become_one(people, contacts, expected):
    assert circles_after(people, contacts) == expected


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [([(0, 1), (0, 1)], [3, 3]), ([(0, 1), (1, 0), (2, 3)], [3, 3, 2]), ([(0, 1), (1, 2), (0, 2), (3, 2)], [3, 2, 2, 1])],
)
def test_already_in_one_circle(contacts, expected):
    assert circles_after(4, contacts) == expected


@pytest.mark.parametrize(
    "contacts",
    [
        [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4), (4, 0)],
        [(4, 3), (3, 2), (2, 1), (1, 0), (4, 0), (2, 4)],
        [(2, 0), (2, 1), (2, 3), (2, 4), (0, 4), (1, 3)],
        [(0, 2), (1, 2), (3, 2), (4, 2), (4, 0), (3, 1)],
    ],
)
def test_over_several_people(contacts):
    assert circles_after(6, contacts) == [5, 4, 3, 2, 2, 2]


def test_large_circles_meet():
    contacts = [(0, 1), (1, 2), (5, 4), (4, 3), (0, 5), (2, 3), (1, 4), (6, 2)]
    assert circles_after(8, contacts) == [7, 6, 5, 4, 3, 3, 3, 2]


def test_a_contact_with_oneself():
    assert circles_after(3, [(1, 1), (0, 2), (0, 0)]) == [3, 2, 2]


def test_no_contacts():
    assert circles_after(7, []) == []


def by_asking_around(people, contacts):
    circles = [{one} for one in range(people)]
    counts = []
    for contact in contacts:
        met = [circle for circle in circles if circle & set(contact)]
        circles = [circle for circle in circles if circle not in met] + [set().union(*met)]
        counts.append(len(circles))
    return counts


def test_many_small_towns():
    dice = Random(13)
    for _ in range(300):
        people = dice.randint(1, 9)
        contacts = [(dice.randrange(people), dice.randrange(people)) for _ in range(dice.randint(0, 12))]
        assert circles_after(people, contacts) == by_asking_around(people, contacts)


def test_circles_double():
    people = 100_000
    contacts = []
    for width in (1, 2, 4, 8, 16):
        contacts += [(one, one + width) for one in range(0, 20_000, 2 * width)]
    assert circles_after(people, contacts) == list(range(people - 1, people - len(contacts) - 1, -1))


@pytest.mark.parametrize("turned", [False, True])
def test_one_person_meets_all(turned):
    people = 55_000
    contacts = [(one, 0) if turned else (0, one) for one in range(1, people)]
    assert circles_after(people, contacts) == list(range(people - 1, 0, -1))
