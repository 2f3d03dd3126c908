def calls(patients):
    called = []
    clock = 0
    for one in sorted(patients, key=lambda one: (not one["emergency"], one["arrives"], one["name"])):
        clock = max(clock, one["arrives"])
        called.append((one["name"], clock))
        clock += one["minutes"]
    return called


def longest_wait(patients):
    arrivals = {one["name"]: one["arrives"] for one in patients}
    return max((minute - arrivals[name] for name, minute in calls(patients)), default=0)
