def circles_after(people, contacts):
    circle = list(range(people))
    counts = []
    circles = people
    for one, other in contacts:
        if circle[one] != circle[other]:
            circle[one] = circle[other]
            circles -= 1
        counts.append(circles)
    return counts
