def minutes_left(credit, price):
    # Both are in cents. Return the number of whole minutes.
    pass


def show_credit(name, euros):
    # Show one line on the screen.
    pass


def ask_top_up():
    # Ask with input(...), return a number.
    pass
