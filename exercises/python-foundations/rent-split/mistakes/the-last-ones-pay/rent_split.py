def shares(rent, persons, heating=0):
    total = rent + heating
    share, left_over = total // persons, total % persons
    return [share] * (persons - left_over) + [share + 1] * left_over


def as_text(cents, currency="EUR"):
    return f"{cents // 100}.{cents % 100:02} {currency}"
