from phone_credit import minutes_left, show_credit


def test_example_minutes():
    assert minutes_left(100, 30) == 3


def test_example_show(capsys):
    show_credit("Amina", 12)
    assert capsys.readouterr().out == "Amina has 12 euros.\n"
