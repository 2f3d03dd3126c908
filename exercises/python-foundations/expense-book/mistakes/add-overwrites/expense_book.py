def save(path, expenses):
    with open(path, "w", encoding="utf-8") as file:
        for word, cents in expenses:
            file.write(f"{word};{cents}\n")


def add(path, word, cents):
    save(path, [(word, cents)])


def load(path):
    try:
        lines = open(path, encoding="utf-8").read().splitlines()
    except FileNotFoundError:
        return []
    parts = [line.split(";") for line in lines]
    return [(one[0], int(one[1])) for one in parts if len(one) == 2 and one[0] and one[1].isdigit()]


def totals(path):
    found = {}
    for word, cents in load(path):
        found[word] = found.get(word, 0) + cents
    return found
