def shares(rent, persons, heating=0):
    return [(rent + heating) // persons] * persons


def as_text(cents, currency="EUR"):
    return f"{cents // 100}.{cents % 100:02} {currency}"
