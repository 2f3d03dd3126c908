def points_needed(applications, places):
    board = []
    for count in range(1, len(applications) + 1):
        ranking = sorted(applications[:count], reverse=True)
        board.append(ranking[places - 1] if count >= places else None)
    return board
