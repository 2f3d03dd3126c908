from helpline import answered_at


def test_example_two_volunteers():
    assert answered_at([0, 2, 3, 4], [10, 3, 5, 4], 2) == [0, 2, 5, 10]
