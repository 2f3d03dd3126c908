def circles_after(people, contacts):
    leader = list(range(people))
    circles = people
    counts = []
    for one, other in contacts:
        first, second = head(leader, one), head(leader, other)
        if first != second:
            leader[first] = second
            circles -= 1
        counts.append(circles)
    return counts


def head(leader, one):
    while leader[one] != one:
        one = leader[one]
    return one
