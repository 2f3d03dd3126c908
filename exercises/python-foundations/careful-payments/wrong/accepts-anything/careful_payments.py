class NotEnoughMoney(Exception):
    pass


def amount_from(text):
    return int(float(text))


def pay(account, amount):
    if amount >= account["balance"]:
        raise NotEnoughMoney
    account["balance"] -= amount
    return account["balance"]


def pay_all(account, lines):
    bad = []
    for number, line in enumerate(lines):
        try:
            pay(account, amount_from(line))
        except (ValueError, NotEnoughMoney):
            bad.append(number)
    return bad
