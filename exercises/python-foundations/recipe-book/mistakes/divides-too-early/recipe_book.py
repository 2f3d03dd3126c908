def scaled(book, name, guests):
    recipe = book[name]
    amounts = {}
    for ingredient, grams in recipe["ingredients"].items():
        amounts[ingredient] = grams // recipe["guests"] * guests
    return amounts


def recipes_with(book, ingredient):
    return sorted(name for name, recipe in book.items() if ingredient in recipe["ingredients"])


def quickest_first(book):
    return sorted(book, key=lambda name: (book[name]["minutes"], name))


def shopping_list(book, meals):
    total = {}
    for name, guests in meals:
        for ingredient, grams in scaled(book, name, guests).items():
            total[ingredient] = total.get(ingredient, 0) + grams
    return total
