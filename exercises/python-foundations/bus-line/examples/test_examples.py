from bus_line import stops_between, with_new_stop


def test_example_between():
    line = ["Station", "Market", "Park", "School", "Harbour"]
    assert stops_between(line, "Market", "School") == ["Park"]


def test_example_new_stop():
    line = ["Station", "Market", "Park"]
    assert with_new_stop(line, "Market", "Library") == ["Station", "Market", "Library", "Park"]
