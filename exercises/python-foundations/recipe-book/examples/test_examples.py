from recipe_book import recipes_with, scaled

BOOK = {
    "tea": {"guests": 2, "minutes": 5, "ingredients": {"tea": 6, "water": 500}},
    "soup": {"guests": 4, "minutes": 40, "ingredients": {"onion": 200, "lentils": 300}},
}


def test_example_scaled():
    assert scaled(BOOK, "tea", 6) == {"tea": 18, "water": 1500}


def test_example_recipes_with():
    assert recipes_with(BOOK, "onion") == ["soup"]
