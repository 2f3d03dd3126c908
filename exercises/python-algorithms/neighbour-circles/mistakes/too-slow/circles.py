def circles_after(people, contacts):
    circle = list(range(people))
    circles = people
    counts = []
    for one, other in contacts:
        if circle[one] != circle[other]:
            old, new = circle[one], circle[other]
            circle = [new if number == old else number for number in circle]
            circles -= 1
        counts.append(circles)
    return counts
