def calls(patients):
    called = []
    clock = 0
    waiting = list(patients)
    while waiting:
        here = [one for one in waiting if one["arrives"] <= clock] or waiting
        one = min(here, key=lambda one: (not one["emergency"], one["arrives"], one["name"]))
        waiting.remove(one)
        called.append((one["name"], clock))
        clock += one["minutes"]
    return called


def longest_wait(patients):
    arrivals = {one["name"]: one["arrives"] for one in patients}
    return max(minute - arrivals[name] for name, minute in calls(patients))
