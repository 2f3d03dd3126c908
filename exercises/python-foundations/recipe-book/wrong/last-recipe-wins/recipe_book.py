def scaled(book, name, guests):
    recipe = book[name]
    return {one: grams // recipe["guests"] * guests for one, grams in recipe["ingredients"].items()}


def recipes_with(book, ingredient):
    return [name for name in book if ingredient in book[name]["ingredients"]]


def quickest_first(book):
    return sorted(book, key=lambda name: book[name]["minutes"])


def shopping_list(book, meals):
    total = {}
    for name, guests in meals:
        total.update(scaled(book, name, guests))
    return total
