from small_library import lend, read_both


def test_example_both():
    readers = {"The Bridge": {"Ada", "Ben"}, "Two Rivers": {"Ben", "Chen"}}
    assert read_both(readers, "The Bridge", "Two Rivers") == {"Ben"}


def test_example_lend():
    loans = {}
    assert lend(loans, "Two Rivers", "Chen", 3) is True
    assert lend(loans, "Two Rivers", "Ada", 5) is False
