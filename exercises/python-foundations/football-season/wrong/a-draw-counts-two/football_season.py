def points(matches):
    total = 0
    for ours, theirs in matches:
        if ours > theirs:
            total += 3
        elif ours == theirs:
            total += 2
    return total


def all_goals(matches):
    return sum(ours + theirs for ours, theirs in matches)


def biggest_win(matches):
    return max((ours - theirs for ours, theirs in matches), default=0)


def longest_run(matches):
    longest = run = 0
    for ours, theirs in matches:
        run = run + 1 if ours >= theirs else 0
        longest = max(longest, run)
    return longest
