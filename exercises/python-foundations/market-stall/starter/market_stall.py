def total_price(price, kilos):
    # price: euros for one kilo
    pass  # write your code here instead of this line


def change(paid, price):
    # paid: what the customer gives you
    pass


def price_per_person(price, people):
    pass


def full_boxes(apples, box_size):
    # box_size: how many apples fit into a box
    pass


def apples_left(apples, box_size):
    pass
