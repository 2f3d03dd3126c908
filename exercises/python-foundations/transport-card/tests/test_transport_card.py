import pytest
from transport_card import Card


def test_a_new_card():
    card = Card("Ibrahim")
    assert card.owner == "Ibrahim"
    assert card.balance == 0
    assert card.journeys() == []


def test_top_up():
    card = Card("Ibrahim")
    card.top_up(500)
    card.top_up(120)
    assert card.balance == 620


def test_travel():
    card = Card("Ibrahim")
    card.top_up(620)
    card.travel("Airport", "Centre", 400)
    assert card.balance == 220
    card.travel("Centre", "School", 220)
    assert card.balance == 0


def test_not_enough_on_the_card():
    card = Card("Ibrahim")
    with pytest.raises(ValueError):
        card.travel("Airport", "Centre", 1)
    card.top_up(300)
    with pytest.raises(ValueError):
        card.travel("Airport", "Centre", 301)
    assert card.balance == 300
    assert card.journeys() == []


@pytest.mark.parametrize("cents", [0, -1, -500])
def test_top_up_with_nonsense(cents):
    card = Card("Ibrahim")
    card.top_up(100)
    with pytest.raises(ValueError):
        card.top_up(cents)
    assert card.balance == 100


def test_history():
    card = Card("Ibrahim")
    card.top_up(1000)
    card.travel("A", "B", 100)
    card.travel("B", "C", 100)
    seen = card.journeys()
    assert seen == [("A", "B"), ("B", "C")]
    seen.append(("C", "D"))
    assert card.journeys() == [("A", "B"), ("B", "C")]


def test_each_card_for_itself():
    one, other = Card("Rosa"), Card("Sami")
    one.top_up(900)
    one.travel("North", "South", 300)
    assert other.balance == 0
    assert other.journeys() == []
    assert (one.owner, other.owner) == ("Rosa", "Sami")


@pytest.mark.parametrize(("cents", "expected"), [(1, "Wei: 0.01"), (5, "Wei: 0.05"), (1990, "Wei: 19.90"), (100, "Wei: 1.00")])
def test_in_words(cents, expected):
    card = Card("Wei")
    assert str(card) == "Wei: 0.00"
    card.top_up(cents)
    assert str(card) == expected
