import pytest
from phone_credit import ask_top_up, minutes_left, show_credit


@pytest.mark.parametrize(
    ("credit", "price", "expected"), [(500, 25, 20), (499, 25, 19), (24, 25, 0), (0, 10, 0), (95, 10, 9)]
)
def test_minutes_left_returns_whole_minutes(credit, price, expected):
    assert minutes_left(credit, price) == expected


def test_minutes_left_prints_nothing(capsys):
    minutes_left(300, 20)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("name", "euros", "line"), [("Omar", 7, "Omar has 7 euros.\n"), ("Anna Lena", 0, "Anna Lena has 0 euros.\n")]
)
def test_show_credit_prints_one_line(capsys, name, euros, line):
    show_credit(name, euros)
    assert capsys.readouterr().out == line


def test_show_credit_returns_nothing():
    assert show_credit("Li", 5) is None, "show_credit should only show the line: it needs no return."


@pytest.mark.parametrize(("answer", "expected"), [("15", 15), ("5", 5), (" 40 ", 40)])
def test_ask_top_up_returns_a_number(monkeypatch, answer, expected):
    monkeypatch.setattr("builtins.input", lambda prompt="": answer)
    assert ask_top_up() == expected


def test_ask_top_up_asks_once(monkeypatch):
    questions = []

    def answer(prompt=""):
        questions.append(prompt)
        return "25"

    monkeypatch.setattr("builtins.input", answer)
    assert ask_top_up() == 25
    assert len(questions) == 1


def test_top_up_buys_minutes(monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt="": "3")
    assert minutes_left(50 + 100 * ask_top_up(), 20) == 17
