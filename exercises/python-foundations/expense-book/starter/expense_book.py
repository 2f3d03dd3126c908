def save(path, expenses):
    with open(path, "w", encoding="utf-8") as file:
        for word, cents in expenses:
            pass  # write one line


def add(path, word, cents):
    pass


def load(path):
    expenses = []
    return expenses


def totals(path):
    pass
