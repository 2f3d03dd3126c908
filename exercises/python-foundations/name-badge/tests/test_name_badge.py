import pytest
from name_badge import badge, greeting, initials, price_label


@pytest.mark.parametrize(
    ("name", "expected"), [("Omar", "Hello, Omar!"), ("Anna Lena", "Hello, Anna Lena!"), ("Zoé", "Hello, Zoé!")]
)
def test_greeting_uses_the_name(name, expected):
    assert greeting(name) == expected


@pytest.mark.parametrize(
    ("first_name", "last_name", "expected"),
    [("Omar", "Haddad", "Omar HADDAD"), ("Lucie", "de Vos", "Lucie DE VOS"), ("li", "wang", "li WANG")],
)
def test_badge_has_the_family_name_in_capitals(first_name, last_name, expected):
    assert badge(first_name, last_name) == expected


@pytest.mark.parametrize(
    ("first_name", "last_name", "expected"),
    [("Omar", "Haddad", "O.H."), ("li", "wang", "L.W."), ("Élise", "Ivanova", "É.I.")],
)
def test_initials_are_capitals_with_points(first_name, last_name, expected):
    assert initials(first_name, last_name) == expected


@pytest.mark.parametrize(
    ("item", "price", "expected"), [("Coffee", 2, "Coffee: 2.00 €"), ("Apple juice", 2.25, "Apple juice: 2.25 €")]
)
def test_price_label_has_two_decimals(item, price, expected):
    assert price_label(item, price) == expected


def test_other_people_and_prices():
    assert greeting("Thandiwe") == "Hello, Thandiwe!"
    assert badge("Ivan", "Petrov") == "Ivan PETROV"
    assert initials("maryam", "Rahimi") == "M.R."
    assert price_label("Bread", 3.1) == "Bread: 3.10 €"
    assert price_label("Water", 0.999) == "Water: 1.00 €"
