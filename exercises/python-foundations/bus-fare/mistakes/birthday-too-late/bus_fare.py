def fare(age):
    if age <= 6:
        return 0
    elif age <= 18:
        return 120
    elif age <= 65:
        return 250
    else:
        return 150


def fare_with_card(age, has_card):
    price = fare(age)
    if has_card:
        price = max(price - 50, 0)
    return price


def is_rush_hour(hour):
    return 7 <= hour <= 9 or 16 <= hour <= 18
