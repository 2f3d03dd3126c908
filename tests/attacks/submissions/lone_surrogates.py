# Lone surrogates in results, messages, attribute names and output: text that cannot be encoded.
import sys

_BAD = "low \ud800\udfff\udc00 end"
try:
    sys.stdout.buffer.write(b"\xed\xa0\x80\xff\xfe\x80 bytes that are no text\n")
except AttributeError:
    pass


class Odd:
    pass


setattr(Odd, _BAD, 5)


def clamp(value, low, high):
    if low > high:
        raise ValueError(_BAD)
    return {_BAD: _BAD, "object": Odd}
