def add(stock, name, amount):
    stock[name] = stock.get(name, 0) + amount


def take(stock, name, amount):
    taken = min(amount, stock.get(name, 0))
    stock[name] = stock.get(name, 0) - taken
    return taken


def missing_for(stock, recipe):
    return {name: max(0, amount - stock.get(name, 0)) for name, amount in recipe.items()}
