def add(stock, name, amount):
    pass


def take(stock, name, amount):
    # How much can be taken? What is left then?
    pass


def missing_for(stock, recipe):
    to_buy = {}
    return to_buy
