from collections import deque


def steps(hall):
    queue = deque()
    # Put the place of A into the queue. As long as the queue is not empty:
    #   take the first place out; put its new free neighbours in, one step farther.
    return None
