def fare(age):
    price = 150
    if age < 6:
        price = 0
    if age < 18:
        price = 120
    if age < 65:
        price = 250
    return price


def fare_with_card(age, has_card):
    price = fare(age)
    if has_card:
        price = max(price - 50, 0)
    return price


def is_rush_hour(hour):
    return 7 <= hour <= 9 or 16 <= hour <= 18
