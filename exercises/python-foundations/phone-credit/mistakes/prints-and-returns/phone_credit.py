def minutes_left(credit, price):
    return credit // price


def show_credit(name, euros):
    line = f"{name} has {euros} euros."
    print(line)
    return line


def ask_top_up():
    answer = input("How many euros? ")
    return int(answer)
