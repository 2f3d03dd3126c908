def totals(litres, questions):
    return [sum(litres[first - 1 : last]) for first, last in questions]
