def fare(age):
    if age < 6:
        return 0
    # What do the others pay?


def fare_with_card(age, has_card):
    # You can call fare(age) here.
    pass


def is_rush_hour(hour):
    # Return True or False.
    pass
