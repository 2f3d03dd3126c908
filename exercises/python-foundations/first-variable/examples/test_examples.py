import bus_stop


def test_example_tickets():
    assert bus_stop.tickets == 3


def test_example_line():
    assert bus_stop.line == 46
