def stops_between(line, start, end):
    if start not in line or end not in line:
        return None
    first, last = line.index(start), line.index(end)
    if first <= last:
        return line[first + 1 : last + 1]
    return line[last:first][::-1]


def with_new_stop(line, after, name):
    if after not in line:
        return line + [name]
    place = line.index(after) + 1
    return line[:place] + [name] + line[place:]
