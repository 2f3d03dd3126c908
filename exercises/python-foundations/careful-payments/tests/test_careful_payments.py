import pytest
from careful_payments import NotEnoughMoney, amount_from, pay, pay_all


@pytest.mark.parametrize(("text", "expected"), [("7", 7), ("  120", 120), ("4 ", 4), ("007", 7), ("\t9\n", 9)])
def test_amounts_that_are_right(text, expected):
    assert amount_from(text) == expected


@pytest.mark.parametrize("text", ["", "   ", "seven", "-3", "+3", "2.5", "1e3", "1 000", "0", " 00 ", "1_000"])
def test_amounts_that_are_wrong(text):
    with pytest.raises(ValueError):
        amount_from(text)


def test_paying():
    account = {"owner": "Tesfaye", "balance": 90}
    assert pay(account, 30) == 60
    assert pay(account, 60) == 0
    assert account == {"owner": "Tesfaye", "balance": 0}


@pytest.mark.parametrize("amount", [91, 1000])
def test_not_enough_money(amount):
    account = {"owner": "Tesfaye", "balance": 90}
    with pytest.raises(NotEnoughMoney):
        pay(account, amount)
    assert account == {"owner": "Tesfaye", "balance": 90}


def test_own_exception_is_a_value_error():
    assert issubclass(NotEnoughMoney, ValueError)
    with pytest.raises(ValueError):
        pay({"owner": "Nadia", "balance": 1}, 2)


@pytest.mark.parametrize(
    ("balance", "lines", "expected", "left"),
    [
        (100, ["20", "30"], [], 50),
        (100, ["x", "20", "", "90", "80"], [1, 3, 4], 0),
        (10, ["20", "0", "-1"], [1, 2, 3], 10),
        (5, [], [], 5),
    ],
)
def test_all_payments(balance, lines, expected, left):
    account = {"owner": "Nadia", "balance": balance}
    assert pay_all(account, lines) == expected
    assert account["balance"] == left
