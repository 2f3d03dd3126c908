def points(matches):
    total = 0
    for ours, theirs in matches:
        if ours > theirs:
            total += 3
        elif ours == theirs:
            total += 1
    return total


def all_goals(matches):
    total = 0
    for ours, theirs in matches:
        total += ours + theirs
    return total


def biggest_win(matches):
    biggest = 0
    for ours, theirs in matches:
        if ours - theirs > biggest:
            biggest = ours - theirs
    return biggest


def longest_run(matches):
    longest = run = 0
    for ours, theirs in matches:
        if ours <= theirs:
            run = 0
        else:
            run += 1
        if run > longest:
            longest = run
    return longest
