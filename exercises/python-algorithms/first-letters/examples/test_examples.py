from prefixes import how_many


def test_example_reception():
    assert how_many(["Hana", "Hanna", "Hugo", "Hanif"], ["H", "Han", "Hanna"]) == [4, 3, 1]
