# Hidden: learners never see this file. Put the value that came on the left of ==, the expected one on the right.
from greeting import greet


def test_greets_by_name():
    assert greet("Grace") == "Hello, Grace!"
