def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def board_line(minutes, place, platform):
    return f"{clock(minutes)} {place[:12]:<12} {platform:>3}"


def board(departures):
    lines = []
    for minutes, place, platform in sorted(departures):
        lines.append(board_line(minutes, place, platform))
    return "\n".join(lines)
