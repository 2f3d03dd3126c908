def shares(rent, persons, heating=0):
    total = rent + heating
    return [(total + persons - 1 - place) // persons for place in range(persons)]


def as_text(cents, currency="EUR"):
    return f"{cents // 100}.{cents % 100} {currency}"
