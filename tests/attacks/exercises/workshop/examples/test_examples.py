"""The learner may read these."""

import workshop


def test_example_apply_all():
    assert workshop.apply_all([abs, str], -3) == "3"
