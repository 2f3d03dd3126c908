def fewest_coins(coins, amount):
    known = {0: 0}

    def fewest(rest):
        if rest not in known:
            counts = [fewest(rest - coin) for coin in coins if coin <= rest]
            known[rest] = min((count + 1 for count in counts if count is not None), default=None)
        return known[rest]

    return fewest(amount)
