from transport_card import Card


def test_example_card():
    card = Card("Amal")
    card.top_up(1000)
    card.travel("Station", "Market", 250)
    assert card.balance == 750
    assert card.journeys() == [("Station", "Market")]
    assert str(card) == "Amal: 7.50"
