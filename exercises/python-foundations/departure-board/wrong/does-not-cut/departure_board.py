def clock(minutes):
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def board_line(minutes, place, platform):
    return f"{clock(minutes)} {place:<12} {platform:>3}"


def board(departures):
    return "".join(board_line(*one) + "\n" for one in sorted(departures))
