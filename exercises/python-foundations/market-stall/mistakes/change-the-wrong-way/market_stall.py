def total_price(price, kilos):
    return price * kilos


def change(paid, price):
    return price - paid


def price_per_person(price, people):
    return price / people


def full_boxes(apples, box_size):
    return apples // box_size


def apples_left(apples, box_size):
    return apples % box_size
