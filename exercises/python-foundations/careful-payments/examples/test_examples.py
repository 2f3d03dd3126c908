import pytest
from careful_payments import amount_from, pay_all


def test_example_amount():
    assert amount_from(" 25 ") == 25
    with pytest.raises(ValueError):
        amount_from("ten")


def test_example_payments():
    assert pay_all({"owner": "Sara", "balance": 40}, ["10", "ten", "30"]) == [2]
