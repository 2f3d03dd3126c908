def add(stock, name, amount):
    stock[name] = stock.get(name, 0) + amount


def take(stock, name, amount):
    stock[name] = stock.get(name, 0) - amount
    if stock[name] == 0:
        del stock[name]
    return amount


def missing_for(stock, recipe):
    return {name: amount - stock.get(name, 0) for name, amount in recipe.items() if amount > stock.get(name, 0)}
