def read_both(readers, first, second):
    return readers.get(first, set()) & readers.get(second, set())


def unread(titles, readers):
    return {title for title in titles if not readers.get(title)}


def lend(loans, title, reader, day):
    if sum(other == reader for other, _ in loans.values()) >= 3:
        return False
    loans[title] = (reader, day)
    return True


def overdue(loans, today):
    return sorted((title, reader) for title, (reader, day) in loans.items() if today - day > 14)
