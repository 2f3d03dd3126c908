from water import totals


def test_example_week():
    week = [80, 120, 100, 90, 110, 200, 150]
    assert totals(week, [(2, 3), (1, 7), (6, 6)]) == [220, 850, 200]
