from saving_up import next_bus, weeks_to_save


def test_example_weeks():
    assert weeks_to_save(100, 20, 30) == 3


def test_example_bus():
    assert next_bus(40, 5, 15) == 50
