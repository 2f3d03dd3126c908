def fare(age):
    if age < 6:
        return 0
    elif age < 18:
        return 120
    elif age < 65:
        return 250
    else:
        return 150


def fare_with_card(age, has_card):
    if has_card:
        return fare(age) - 50
    return fare(age)


def is_rush_hour(hour):
    return 7 <= hour <= 9 or 16 <= hour <= 18
