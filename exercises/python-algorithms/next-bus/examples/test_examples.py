from next_bus import next_departures


def test_example_morning():
    assert next_departures([10, 30, 50], [12, 30, 0, 51]) == [30, 30, 10, None]
