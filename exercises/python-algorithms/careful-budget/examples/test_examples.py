from budget import longest_stretch


def test_example_week():
    assert longest_stretch([700, 300, 1200, 500, 300, 0, 1900], 2000) == 4
