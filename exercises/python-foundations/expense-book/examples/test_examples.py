from expense_book import load, save


def test_example_save_and_load():
    save("may.txt", [("bread", 180), ("bus", 250)])
    assert load("may.txt") == [("bread", 180), ("bus", 250)]
