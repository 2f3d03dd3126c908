def greeting(name):
    return "Hello!"


def badge(first_name, last_name):
    # the last name in capital letters
    pass


def initials(first_name, last_name):
    pass


def price_label(item, price):
    # price: a number, in euros
    pass
