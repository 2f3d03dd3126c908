class NotEnoughMoney(ValueError):
    pass


def amount_from(text):
    text = text.strip()
    if not (text.isascii() and text.isdigit()):
        return None
    amount = int(text)
    if amount == 0:
        return None
    return amount


def pay(account, amount):
    if amount > account["balance"]:
        raise NotEnoughMoney("there is not enough money")
    account["balance"] -= amount
    return account["balance"]


def pay_all(account, lines):
    bad = []
    for number, line in enumerate(lines, start=1):
        amount = amount_from(line)
        if amount is None or amount > account["balance"]:
            bad.append(number)
        else:
            pay(account, amount)
    return bad
