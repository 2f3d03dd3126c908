from rent_split import as_text, shares


def test_example_shares():
    assert shares(1000, 3) == [334, 333, 333]


def test_example_text():
    assert as_text(25050) == "250.50 EUR"
