def save(path, expenses):
    with open(path, "w", encoding="utf-8") as file:
        for word, cents in expenses:
            file.write(f"{word};{cents}\n")


def add(path, word, cents):
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"{word};{cents}\n")


def load(path):
    try:
        lines = open(path, encoding="utf-8").read().splitlines()
    except FileNotFoundError:
        return []
    return [tuple(line.split(";")) for line in lines]


def totals(path):
    return dict(load(path))
