def add(stock, name, amount):
    stock[name] = amount


def take(stock, name, amount):
    taken = min(amount, stock.get(name, 0))
    if name in stock:
        stock[name] -= taken
        if stock[name] == 0:
            del stock[name]
    return taken


def missing_for(stock, recipe):
    to_buy = {}
    for name, amount in recipe.items():
        there = stock.get(name, 0)
        if there < amount:
            to_buy[name] = amount - there
    return to_buy
