def greeting(name):
    return f"Hello, {name}!"


def badge(first_name, last_name):
    return first_name + last_name.upper()


def initials(first_name, last_name):
    return f"{first_name[0]}.{last_name[0]}.".upper()


def price_label(item, price):
    return f"{item}: {price:.2f} €"
