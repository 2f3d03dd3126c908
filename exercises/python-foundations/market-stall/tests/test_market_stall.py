import pytest
from market_stall import apples_left, change, full_boxes, price_per_person, total_price


@pytest.mark.parametrize(("price", "kilos", "expected"), [(2, 5, 10), (7, 1, 7), (4, 0, 0), (2.5, 3, 7.5)])
def test_total_price_multiplies(price, kilos, expected):
    assert total_price(price, kilos) == expected


@pytest.mark.parametrize(("paid", "price", "expected"), [(50, 36, 14), (5, 5, 0), (10, 7.5, 2.5)])
def test_change_is_what_comes_back(paid, price, expected):
    assert change(paid, price) == expected


@pytest.mark.parametrize(("price", "people", "expected"), [(10, 4, 2.5), (7, 2, 3.5), (12, 3, 4)])
def test_price_per_person_keeps_the_decimals(price, people, expected):
    assert price_per_person(price, people) == expected


@pytest.mark.parametrize(("apples", "box_size", "expected"), [(19, 5, 3), (20, 5, 4), (4, 5, 0), (0, 6, 0)])
def test_full_boxes_counts_only_full_ones(apples, box_size, expected):
    assert full_boxes(apples, box_size) == expected


@pytest.mark.parametrize(("apples", "box_size", "expected"), [(19, 5, 4), (20, 5, 0), (4, 6, 4)])
def test_apples_left_do_not_fill_a_box(apples, box_size, expected):
    assert apples_left(apples, box_size) == expected


@pytest.mark.parametrize("apples", range(50))
def test_boxes_and_apples_left_make_the_whole(apples):
    assert full_boxes(apples, 7) * 7 + apples_left(apples, 7) == apples
    assert apples_left(apples, 7) < 7
