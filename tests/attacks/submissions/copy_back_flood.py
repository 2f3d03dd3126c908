# Grows a list that was passed in without bound.
def sort_in_place(numbers):
    while True:
        numbers.extend([0] * 100_000)
        if len(numbers) > 20_000_000:
            return
