def calls(patients):
    called = []
    clock = 0
    waiting = list(patients)
    while waiting:
        here = [one for one in waiting if one["arrives"] <= clock]
        patient = min(here or waiting, key=lambda one: (not one["emergency"], one["arrives"], one["name"]))
        waiting.remove(patient)
        called.append((patient["name"], clock))
        clock += patient["minutes"]
    return called


def longest_wait(patients):
    arrivals = {one["name"]: one["arrives"] for one in patients}
    longest = 0
    for name, minute in calls(patients):
        longest = max(longest, minute - arrivals[name])
    return longest
