def read_both(readers, first, second):
    return readers.get(first, set()) | readers.get(second, set())


def unread(titles, readers):
    return {title for title in titles if title not in readers}


def lend(loans, title, reader, day):
    if title in loans:
        return False
    loans[title] = (reader, day)
    return True


def overdue(loans, today):
    return sorted((title, reader) for title, (reader, day) in loans.items() if today - day > 14)
