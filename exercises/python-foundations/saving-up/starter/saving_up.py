def weeks_to_save(goal, saved, per_week):
    weeks = 0
    # As long as there is not enough: one more week.
    return weeks


def next_bus(now, first, every):
    # Start with the first bus. As long as it has left already, look at the next one.
    pass


def days_until_all_know(people, goal):
    pass
