from places import points_needed


def test_example_two_places():
    assert points_needed([50, 80, 60, 40, 90], 2) == [None, 50, 60, 60, 80]
