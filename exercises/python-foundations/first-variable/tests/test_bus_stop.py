import bus_stop


def test_stop_is_the_text_on_the_sign():
    assert bus_stop.stop == "Market Square"


def test_line_is_a_whole_number():
    assert bus_stop.line == 46
    assert isinstance(bus_stop.line, int), "46 is a whole number: write it without a point."


def test_price_is_a_decimal_number():
    assert bus_stop.price == 2.5


def test_tickets_is_a_whole_number():
    assert bus_stop.tickets == 3
    assert isinstance(bus_stop.tickets, int), "3 is a whole number: write it without a point."


def test_total_is_the_price_of_all_tickets():
    assert bus_stop.total == 7.5
