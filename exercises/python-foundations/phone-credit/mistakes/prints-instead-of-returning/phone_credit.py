def minutes_left(credit, price):
    print(credit // price)


def show_credit(name, euros):
    print(f"{name} has {euros} euros.")


def ask_top_up():
    answer = input("How many euros? ")
    print(int(answer))
