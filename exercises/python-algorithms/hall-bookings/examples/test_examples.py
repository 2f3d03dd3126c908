from hall import in_use


def test_example_evening():
    assert in_use([(200, 260), (60, 90), (80, 120)]) == [(60, 120), (200, 260)]
