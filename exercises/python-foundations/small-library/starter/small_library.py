def read_both(readers, first, second):
    pass


def unread(titles, readers):
    pass


def lend(loans, title, reader, day):
    # Two reasons to say no. Which?
    loans[title] = (reader, day)
    return True


def overdue(loans, today):
    pass
