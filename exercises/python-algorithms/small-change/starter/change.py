def fewest_coins(coins, amount):
    fewest = [0]  # fewest[n] is the answer for the amount n
    # Fill in the answers for 1, 2, 3 … up to the amount.
    return fewest[amount]
