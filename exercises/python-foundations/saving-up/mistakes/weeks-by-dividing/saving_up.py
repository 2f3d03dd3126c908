def weeks_to_save(goal, saved, per_week):
    return max(0, (goal - saved) // per_week)


def next_bus(now, first, every):
    bus = first
    while bus < now:
        bus += every
    return bus


def days_until_all_know(people, goal):
    days = 0
    while people < goal:
        people *= 2
        days += 1
    return days
