from market_hall import steps


def test_example_hall():
    hall = [
        "A.#.",
        "..#B",
        "....",
    ]
    assert steps(hall) == 6
