class NotEnoughMoney(ValueError):
    pass


def amount_from(text):
    return int(text)


def pay(account, amount):
    pass


def pay_all(account, lines):
    bad = []
    return bad
