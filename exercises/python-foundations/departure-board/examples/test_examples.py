from departure_board import board, clock


def test_example_clock():
    assert clock(425) == "07:05"


def test_example_board():
    assert board([(430, "Paris", 1), (425, "Lyon", 4)]) == "07:05 Lyon           4\n07:10 Paris          1"
