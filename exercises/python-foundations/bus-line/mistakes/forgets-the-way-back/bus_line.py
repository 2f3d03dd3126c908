def stops_between(line, start, end):
    if start not in line or end not in line:
        return None
    return line[line.index(start) + 1 : line.index(end)]


def with_new_stop(line, after, name):
    if after not in line:
        return line + [name]
    place = line.index(after) + 1
    return line[:place] + [name] + line[place:]
