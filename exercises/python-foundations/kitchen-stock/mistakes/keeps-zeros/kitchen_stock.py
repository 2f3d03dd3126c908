def add(stock, name, amount):
    stock[name] = stock.get(name, 0) + amount


def take(stock, name, amount):
    taken = min(amount, stock.get(name, 0))
    if name in stock:
        stock[name] -= taken
    return taken


def missing_for(stock, recipe):
    to_buy = {}
    for name, amount in recipe.items():
        there = stock.get(name, 0)
        if there < amount:
            to_buy[name] = amount - there
    return to_buy
