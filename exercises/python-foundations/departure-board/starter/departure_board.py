def clock(minutes):
    hours = minutes // 60
    return f"{hours}:{minutes}"


def board_line(minutes, place, platform):
    pass


def board(departures):
    pass
