def scaled(book, name, guests):
    recipe = book[name]
    amounts = {}
    # For every ingredient: how much is it for one guest, and how much for all?
    return amounts


def recipes_with(book, ingredient):
    pass


def quickest_first(book):
    pass


def shopping_list(book, meals):
    pass
