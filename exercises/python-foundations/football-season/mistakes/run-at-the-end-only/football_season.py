def points(matches):
    return sum(3 if ours > theirs else 1 if ours == theirs else 0 for ours, theirs in matches)


def all_goals(matches):
    return sum(ours + theirs for ours, theirs in matches)


def biggest_win(matches):
    return max([0] + [ours - theirs for ours, theirs in matches])


def longest_run(matches):
    run = 0
    for ours, theirs in matches:
        run = run + 1 if ours >= theirs else 0
    return run
