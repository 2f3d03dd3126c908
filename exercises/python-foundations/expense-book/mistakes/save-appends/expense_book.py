def save(path, expenses):
    with open(path, "a", encoding="utf-8") as file:
        for word, cents in expenses:
            file.write(f"{word};{cents}\n")


def add(path, word, cents):
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"{word};{cents}\n")


def load(path):
    expenses = []
    try:
        with open(path, encoding="utf-8") as file:
            for line in file:
                parts = line.strip().split(";")
                if len(parts) == 2 and parts[0] and parts[1].isdigit():
                    expenses.append((parts[0], int(parts[1])))
    except FileNotFoundError:
        return []
    return expenses


def totals(path):
    found = {}
    for word, cents in load(path):
        found[word] = found.get(word, 0) + cents
    return found
