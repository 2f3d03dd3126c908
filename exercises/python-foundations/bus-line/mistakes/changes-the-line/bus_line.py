def stops_between(line, start, end):
    if start not in line or end not in line:
        return None
    first, last = line.index(start), line.index(end)
    return line[first + 1 : last] if first <= last else line[last + 1 : first][::-1]


def with_new_stop(line, after, name):
    if after in line:
        line.insert(line.index(after) + 1, name)
    else:
        line.append(name)
    return line
