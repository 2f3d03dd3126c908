class NotEnoughMoney(ValueError):
    pass


def amount_from(text):
    text = text.strip()
    if not text.isdigit() or int(text) == 0:
        raise ValueError(text)
    return int(text)


def pay(account, amount):
    if amount > account["balance"]:
        raise NotEnoughMoney
    account["balance"] -= amount
    return account["balance"]


def pay_all(account, lines):
    bad = []
    try:
        for number, line in enumerate(lines, start=1):
            pay(account, amount_from(line))
    except ValueError:
        bad.append(number)
    return bad
