def find_pair(values, amount):
    for second in range(len(values)):
        for first in range(second):
            if values[first] + values[second] == amount:
                return (first, second)
    return None
