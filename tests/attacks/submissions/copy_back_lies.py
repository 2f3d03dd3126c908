# Changes a list that was passed in: puts liars in it, itself, a million items, and changes it again after the return.
import threading
import time


class Equal:
    __eq__ = __lt__ = __gt__ = lambda self, other: True
    __hash__ = lambda self: 0


def _again(numbers):
    while True:
        time.sleep(0.001)
        numbers[:] = [1, 2, 3]


def sort_in_place(numbers):
    threading.Thread(target=_again, args=(numbers,), daemon=True).start()
    numbers[:] = [Equal(), Equal(), numbers, [Equal()] * 1000]
    return numbers
