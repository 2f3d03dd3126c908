def points(matches):
    total = 0
    for ours, theirs in matches:
        if ours > theirs:
            total += 3
        elif ours == theirs:
            total += 1
        return total
    return total


def all_goals(matches):
    return sum(ours + theirs for ours, theirs in matches)


def biggest_win(matches):
    return max([0] + [ours - theirs for ours, theirs in matches])


def longest_run(matches):
    return len(matches)
