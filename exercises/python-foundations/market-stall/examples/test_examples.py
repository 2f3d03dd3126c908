from market_stall import apples_left, full_boxes, total_price


def test_example_total_price():
    assert total_price(3, 4) == 12


def test_example_boxes():
    assert full_boxes(17, 5) == 3
    assert apples_left(17, 5) == 2
