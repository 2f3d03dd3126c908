def circles_after(people, contacts):
    return [people - number for number in range(1, len(contacts) + 1)]
