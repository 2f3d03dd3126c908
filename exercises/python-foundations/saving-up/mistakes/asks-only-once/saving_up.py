def weeks_to_save(goal, saved, per_week):
    weeks = 0
    if saved < goal:
        saved += per_week
        weeks += 1
    return weeks


def next_bus(now, first, every):
    bus = first
    if bus < now:
        bus += every
    return bus


def days_until_all_know(people, goal):
    days = 0
    if people < goal:
        people *= 2
        days += 1
    return days
