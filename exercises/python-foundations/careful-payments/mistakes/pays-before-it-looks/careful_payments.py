class NotEnoughMoney(ValueError):
    pass


def amount_from(text):
    text = text.strip()
    if not text.isdigit() or int(text) == 0:
        raise ValueError(text)
    return int(text)


def pay(account, amount):
    account["balance"] -= amount
    if account["balance"] < 0:
        raise NotEnoughMoney
    return account["balance"]


def pay_all(account, lines):
    bad = []
    for number, line in enumerate(lines, start=1):
        try:
            pay(account, amount_from(line))
        except ValueError:
            bad.append(number)
    return bad
