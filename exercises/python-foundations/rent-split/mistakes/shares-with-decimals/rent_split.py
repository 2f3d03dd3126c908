def shares(rent, persons, heating=0):
    total = rent + heating
    return [total / persons] * persons


def as_text(cents, currency="EUR"):
    return f"{cents // 100}.{cents % 100:02} {currency}"
