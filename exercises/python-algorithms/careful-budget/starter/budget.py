def longest_stretch(spending, budget):
    longest = 0
    for last, amount in enumerate(spending):
        pass  # the window that ends with this day: where may it begin?
    return longest
