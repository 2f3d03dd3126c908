def shares(rent, persons, heating=0):
    total = rent + heating
    found = [total // persons] * persons
    found[0] += total % persons
    return found


def as_text(cents, currency="EUR"):
    return f"{cents // 100}.{cents % 100:02} {currency}"
