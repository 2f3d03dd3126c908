def circles_after(people, contacts):
    leader = list(range(people))  # in the beginning everybody is the head of a circle of one
    circles = people
    counts = []
    for one, other in contacts:
        pass  # who are the heads of the two circles? are they two?
    return counts
