from kitchen_stock import missing_for, take


def test_example_take():
    stock = {"rice": 5, "beans": 2}
    assert take(stock, "rice", 4) == 4
    assert stock == {"rice": 1, "beans": 2}


def test_example_missing():
    assert missing_for({"water": 3}, {"water": 2, "carrots": 1}) == {"carrots": 1}
