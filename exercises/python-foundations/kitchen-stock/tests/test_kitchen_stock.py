import pytest
from kitchen_stock import add, missing_for, take


def test_add_what_is_new():
    stock = {"maize": 4}
    add(stock, "salt", 2)
    assert stock == {"maize": 4, "salt": 2}
    empty = {}
    add(empty, "tea", 1)
    assert empty == {"tea": 1}


def test_add_more_of_it():
    stock = {"maize": 4, "salt": 1}
    add(stock, "maize", 3)
    add(stock, "maize", 2)
    assert stock == {"maize": 9, "salt": 1}


@pytest.mark.parametrize(("amount", "left"), [(1, 6), (4, 3), (6, 1)])
def test_take(amount, left):
    stock = {"flour": 7, "milk": 2}
    assert take(stock, "flour", amount) == amount
    assert stock == {"flour": left, "milk": 2}


def test_never_more_than_there_is():
    stock = {"flour": 7, "milk": 2}
    assert take(stock, "milk", 5) == 2
    assert take(stock, "milk", 5) == 0
    assert take(stock, "honey", 1) == 0
    assert stock == {"flour": 7}


def test_what_is_used_up_disappears():
    stock = {"eggs": 6, "milk": 2}
    assert take(stock, "eggs", 6) == 6
    assert "eggs" not in stock
    assert stock == {"milk": 2}


@pytest.mark.parametrize(
    ("stock", "recipe", "expected"),
    [
        ({"rice": 2}, {"rice": 5, "oil": 1}, {"rice": 3, "oil": 1}),
        ({"rice": 5, "oil": 1}, {"rice": 5, "oil": 1}, {}),
        ({}, {"tea": 2}, {"tea": 2}),
        ({"tea": 9, "salt": 1}, {}, {}),
        ({"tea": 9, "salt": 1}, {"tea": 1, "salt": 3}, {"salt": 2}),
    ],
)
def test_missing_for(stock, recipe, expected):
    assert missing_for(stock, recipe) == expected


def test_nothing_is_changed_by_asking():
    stock, recipe = {"rice": 2}, {"rice": 5, "oil": 1}
    answer = missing_for(stock, recipe)
    assert (stock, recipe) == ({"rice": 2}, {"rice": 5, "oil": 1})
    assert answer == {"rice": 3, "oil": 1}
