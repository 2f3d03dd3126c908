def weeks_to_save(goal, saved, per_week):
    weeks = 0
    while saved <= goal:
        saved += per_week
        weeks += 1
    return weeks


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
