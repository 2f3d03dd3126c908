# Visible: learners can read this file.
from greeting import greet


def test_example():
    assert greet("Ada") == "Hello, Ada!"
