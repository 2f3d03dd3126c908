def points(matches):
    total = 0
    for ours, theirs in matches:
        pass  # how many points does this match give?
    return total


def all_goals(matches):
    pass


def biggest_win(matches):
    pass


def longest_run(matches):
    pass
