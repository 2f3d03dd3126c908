from paperwork import in_order


def test_example_kitchen():
    steps = ["lease", "inspection", "account", "extinguisher", "opening"]
    rules = [("account", "lease"), ("lease", "inspection"), ("extinguisher", "inspection"), ("inspection", "opening")]
    assert in_order(steps, rules) == ["account", "extinguisher", "lease", "inspection", "opening"]
