def minutes_left(credit, price):
    return credit // price


def show_credit(name, euros):
    print(f"{name} has {euros} euros.")


def ask_top_up():
    return input("How many euros? ")
