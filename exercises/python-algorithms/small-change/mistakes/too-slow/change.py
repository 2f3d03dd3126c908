def fewest_coins(coins, amount):
    if amount == 0:
        return 0
    counts = [fewest_coins(coins, amount - coin) for coin in coins if coin <= amount]
    return min((count + 1 for count in counts if count is not None), default=None)
