def total_price(price, kilos):
    print(price * kilos)


def change(paid, price):
    print(paid - price)


def price_per_person(price, people):
    print(price / people)


def full_boxes(apples, box_size):
    print(apples // box_size)


def apples_left(apples, box_size):
    print(apples % box_size)
