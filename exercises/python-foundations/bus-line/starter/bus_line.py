def stops_between(line, start, end):
    # 1. Are both stops on the line?
    # 2. At which places?
    # 3. Which part of the list lies between them?
    pass


def with_new_stop(line, after, name):
    pass
