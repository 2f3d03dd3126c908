from parcels import depth, weight


def test_example_weight():
    assert weight([300, [250, 50], [120]]) == 720


def test_example_depth():
    assert depth([300, [[100], 20]]) == 3
