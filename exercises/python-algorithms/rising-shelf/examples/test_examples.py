from shelf import longest_rise


def test_example_shelf():
    assert longest_rise([210, 180, 190, 240, 200, 250]) == 4
