def dry_areas(town):
    dry = set()
    for row, line in enumerate(town):
        for column, sign in enumerate(line):
            pass  # which squares belong into the set?
    sizes = []
    # As long as a dry square is left: take it, and all that hangs together with it.
    return sizes
