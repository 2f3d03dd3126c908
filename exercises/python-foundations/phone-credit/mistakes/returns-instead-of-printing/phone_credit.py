def minutes_left(credit, price):
    return credit // price


def show_credit(name, euros):
    return f"{name} has {euros} euros."


def ask_top_up():
    return int(input("How many euros? "))
