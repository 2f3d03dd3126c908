from bisect import bisect_left


def next_departures(timetable, arrivals):
    departures = [*timetable, None]
    return [departures[bisect_left(timetable, arrival)] for arrival in arrivals]
