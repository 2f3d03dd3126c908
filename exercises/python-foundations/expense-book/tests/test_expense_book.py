from expense_book import add, load, save, totals


def test_what_is_saved_comes_back():
    expenses = [("shoes", 3999), ("tea", 120), ("tea", 120)]
    save("first.txt", expenses)
    assert load("first.txt") == expenses
    save("nothing.txt", [])
    assert load("nothing.txt") == []


def test_saving_again_replaces():
    save("again.txt", [("rent", 45000), ("phone", 1500)])
    save("again.txt", [("soap", 199)])
    assert load("again.txt") == [("soap", 199)]


def test_adding_keeps_what_is_there():
    save("more.txt", [("rice", 560)])
    add("more.txt", "oil", 410)
    add("more.txt", "salt", 70)
    assert load("more.txt") == [("rice", 560), ("oil", 410), ("salt", 70)]
    add("new.txt", "stamp", 130)
    assert load("new.txt") == [("stamp", 130)]


def test_no_file_is_an_empty_book():
    assert load("never-written.txt") == []
    assert totals("never-written.txt") == {}


def test_bad_lines_are_left_out():
    add("bad.txt", "rice", 560)
    for word, amount in (("milk", "a lot"), ("", 5), ("one;two", 3), ("fish", "-4"), ("egg", "2.5")):
        add("bad.txt", word, amount)
    add("bad.txt", "salt", 70)
    assert load("bad.txt") == [("rice", 560), ("salt", 70)]


def test_words_with_accents():
    save("accents.txt", [("café", 210), ("خبز", 95)])
    assert load("accents.txt") == [("café", 210), ("خبز", 95)]


def test_total_by_word():
    save("sums.txt", [("bus", 250), ("bread", 180), ("bus", 250), ("bus", 100)])
    assert totals("sums.txt") == {"bus": 600, "bread": 180}
