class NotEnoughMoney(ValueError):
    pass


def amount_from(text):
    text = text.strip()
    if not (text.isascii() and text.isdigit()):
        raise ValueError("this is no whole number")
    amount = int(text)
    if amount == 0:
        raise ValueError("nothing to pay")
    return amount


def pay(account, amount):
    if amount > account["balance"]:
        raise NotEnoughMoney("there is not enough money")
    account["balance"] -= amount
    return account["balance"]


def pay_all(account, lines):
    bad = []
    for number, line in enumerate(lines):
        try:
            pay(account, amount_from(line))
        except ValueError:
            bad.append(number)
    return bad
