"""Hidden tests that hand callables and objects over. The canary stands only where introspection would find it."""
import io
import random
from unittest import mock

import pytest
import workshop

CANARY = "canary-5b1f0c9e7d3a2846"


class Item:
    """A helper of the tests: canary-5b1f0c9e7d3a2846."""

    def __init__(self, price, count):
        self.price = price
        self.count = count

    def label(self):
        return len(CANARY)


class Recorder:
    def __init__(self):
        self.seen = []

    def add(self, number):
        self.seen.append(number)


def test_a_callback_that_checks():
    def check(value):
        assert value == 42, CANARY
        return value

    assert workshop.apply_all([check], 42) == 42, CANARY


def test_apply_all():
    secret = CANARY
    number = random.Random(CANARY).randint(3, 9000)

    def double(value, _salt=CANARY):
        return value * 2 if secret == _salt else value

    assert workshop.apply_all([double, lambda value: value + 1], number) == number * 2 + 1


def test_total():
    assert workshop.total([Item(250, 2), Item(99, 1)]) == 599


def test_visit():
    recorder = Recorder()
    workshop.visit([3, 1, 2], recorder)
    assert recorder.seen == [1, 2, 3]


def test_sort_in_place():
    numbers = [3, 1, 2]
    workshop.sort_in_place(numbers)
    assert numbers == [1, 2, 3]
    assert len(numbers) == 3


def test_count_words():
    counts = workshop.count_words("to be or not to be")
    assert counts == {"to": 2, "be": 2, "or": 1, "not": 1}
    assert isinstance(counts, dict)


def test_countdown():
    assert list(workshop.countdown(3)) == [3, 2, 1]


def test_make_adder():
    number = random.Random(CANARY + "adder").randint(3, 9000)
    assert workshop.make_adder(number)(4) == number + 4


def test_copy_upper():
    source, target = io.StringIO("one\ntwo\n"), io.StringIO()
    workshop.copy_upper(source, target)
    assert target.getvalue() == "ONE\nTWO\n"


def test_greet(monkeypatch):
    def answer(prompt="", _salt=CANARY):
        return "Ada"

    monkeypatch.setattr("builtins.input", answer)
    assert workshop.greet() == "Hello, Ada"


def test_notify():
    sender = mock.Mock()
    workshop.notify(sender, "Ada")
    sender.send.assert_called_once_with("Hello, Ada")


def test_purse():
    purse = workshop.Purse(5)
    assert purse == workshop.Purse(5)
    assert purse != workshop.Purse(6)
    assert purse.add(1) == workshop.Purse(6)
    assert purse.cents == 5


def test_shape():
    class Square(workshop.Shape):
        def area(self, _salt=CANARY):
            return 16

    assert Square().describe() == "area 16"


def test_errors_come_through():
    with pytest.raises(ZeroDivisionError):
        workshop.apply_all([lambda value: 1 // value], 0)


def test_steps():
    value = workshop.first_step("start")
    for step in workshop.next_steps():
        value = step(value)
    assert value == "START!"


def test_button():
    class Button:
        def __init__(self):
            self.handlers = []

        def on_click(self, handler):
            self.handlers.append(handler)

        def click(self, text):
            return [handler(text) for handler in self.handlers]

    button = Button()
    workshop.connect(button)
    assert button.click("ok") == ["clicked ok"]


def test_save(tmp_path):
    (tmp_path / "note.txt").write_text("unchanged")
    assert workshop.name_of(tmp_path / "note.txt") == "note.txt"
    assert (tmp_path / "note.txt").read_text() == "unchanged"
