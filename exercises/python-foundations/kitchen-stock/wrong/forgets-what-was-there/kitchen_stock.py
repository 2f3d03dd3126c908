def add(stock, name, amount):
    stock[name] = amount


def take(stock, name, amount):
    taken = min(amount, stock.get(name, 0))
    if taken:
        stock[name] -= taken
        if stock[name] == 0:
            del stock[name]
    return taken


def missing_for(stock, recipe):
    return {name: amount for name, amount in recipe.items() if stock.get(name, 0) < amount}
