# Returns numbers of the standard library whose comparison raises, or whose conversion never ends.
import datetime
import itertools
from decimal import Decimal
from fractions import Fraction


class Zone(datetime.tzinfo):
    def utcoffset(self, when):
        while True:
            pass


class Half(Fraction):
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0


_odd = itertools.cycle([Decimal("sNaN"), Decimal("1E+999999999"), Decimal("NaN123"), Half(1, 2), datetime.datetime(1, 1, 1, tzinfo=Zone()),
                        datetime.timedelta.max, Fraction(1, 10**4000), datetime.datetime.max])


def clamp(value, low, high):
    return next(_odd)
