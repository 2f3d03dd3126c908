"""The learner may read these. What a submission prints while they run is shown, so that probes can report."""

from clamp import clamp


def test_example_inside():
    assert clamp(2, 1, 3) == 2


def test_example_below():
    assert clamp(-1, 0, 10) == 0
