import pytest
from recipe_book import quickest_first, recipes_with, scaled, shopping_list


def a_book():
    return {
        "ugali": {"guests": 4, "minutes": 25, "ingredients": {"maize": 500, "water": 1000}},
        "stew": {"guests": 4, "minutes": 60, "ingredients": {"tomato": 400, "onion": 150, "beans": 300}},
        "salad": {"guests": 2, "minutes": 10, "ingredients": {"tomato": 250, "onion": 45}},
        "chai": {"guests": 3, "minutes": 10, "ingredients": {"tea": 10, "water": 600, "milk": 300}},
    }


@pytest.mark.parametrize(
    ("name", "guests", "expected"),
    [
        ("ugali", 8, {"maize": 1000, "water": 2000}),
        ("ugali", 4, {"maize": 500, "water": 1000}),
        ("stew", 1, {"tomato": 100, "onion": 37, "beans": 75}),
        ("chai", 2, {"tea": 6, "water": 400, "milk": 200}),
        ("salad", 5, {"tomato": 625, "onion": 112}),
    ],
)
def test_scaled(name, guests, expected):
    assert scaled(a_book(), name, guests) == expected


def test_the_book_keeps_its_recipe():
    book = a_book()
    first = scaled(book, "stew", 8)
    assert scaled(book, "stew", 8) == first
    shopping_list(book, [("chai", 9), ("salad", 1)])
    quickest_first(book)
    recipes_with(book, "tomato")
    assert book == a_book()


@pytest.mark.parametrize(
    ("ingredient", "expected"),
    [("tomato", ["salad", "stew"]), ("water", ["chai", "ugali"]), ("beans", ["stew"]), ("sugar", [])],
)
def test_recipes_with(ingredient, expected):
    assert recipes_with(a_book(), ingredient) == expected


def test_quickest_first():
    book = a_book()
    del book["chai"]
    assert quickest_first(book) == ["salad", "ugali", "stew"]
    assert quickest_first({}) == []


def test_same_time_by_name():
    assert quickest_first(a_book()) == ["chai", "salad", "ugali", "stew"]


@pytest.mark.parametrize(
    ("meals", "expected"),
    [
        ([], {}),
        ([("salad", 2)], {"tomato": 250, "onion": 45}),
        ([("salad", 4), ("stew", 4)], {"tomato": 900, "onion": 240, "beans": 300}),
        ([("chai", 3), ("ugali", 4), ("chai", 6)], {"tea": 30, "water": 2800, "milk": 900, "maize": 500}),
    ],
)
def test_shopping_list(meals, expected):
    assert shopping_list(a_book(), meals) == expected
