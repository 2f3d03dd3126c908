from streets import dry_areas


def test_example_town():
    town = [
        "..~.",
        "~~~.",
        ".~~.",
    ]
    assert dry_areas(town) == [3, 2, 1]
