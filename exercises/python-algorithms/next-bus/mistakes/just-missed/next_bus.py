from bisect import bisect_right


def next_departures(timetable, arrivals):
    departures = [*timetable, None]
    return [departures[bisect_right(timetable, arrival)] for arrival in arrivals]
