def shares(rent, persons, heating=0):
    # How much does everybody pay? How many cents are left over?
    pass


def as_text(cents, currency="EUR"):
    pass
