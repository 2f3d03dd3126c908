def calls(patients):
    called = []
    clock = 0
    waiting = list(patients)
    # As long as somebody has not been called:
    #   who is there now? whom does the doctor call? how far does the clock go?
    return called


def longest_wait(patients):
    pass
