def scaled(book, name, guests):
    recipe = book[name]
    amounts = recipe["ingredients"]
    for ingredient in amounts:
        amounts[ingredient] = amounts[ingredient] * guests // recipe["guests"]
    return amounts


def recipes_with(book, ingredient):
    return sorted(name for name in book if ingredient in book[name]["ingredients"])


def quickest_first(book):
    return sorted(book, key=lambda name: (book[name]["minutes"], name))


def shopping_list(book, meals):
    total = {}
    for name, guests in meals:
        for ingredient, grams in scaled(book, name, guests).items():
            total[ingredient] = total.get(ingredient, 0) + grams
    return total
