from brackets import first_fault


def test_example_sound():
    assert first_fault("(a + b) * [c]") is None


def test_example_fault():
    assert first_fault("([a)]") == 3
