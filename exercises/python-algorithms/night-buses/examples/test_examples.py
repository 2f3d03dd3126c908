from night_buses import fastest


def test_example_three_lines():
    lines = [("Harbour", "Station", 30), ("Harbour", "Market", 8), ("Market", "Station", 10)]
    assert fastest(lines, "Harbour", "Station") == 18
