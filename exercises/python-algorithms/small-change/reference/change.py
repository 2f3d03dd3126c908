def fewest_coins(coins, amount):
    fewest = [0]
    for total in range(1, amount + 1):
        before = [fewest[total - coin] for coin in coins if coin <= total]
        payable = [count + 1 for count in before if count is not None]
        fewest.append(min(payable, default=None))
    return fewest[amount]
