from doubling import double


def test_doubles():
    assert double(4) == 8
