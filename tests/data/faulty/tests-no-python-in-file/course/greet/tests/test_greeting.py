from greeting import greet


def test_greets():
    assert greet('Ada' == 'Ada'
