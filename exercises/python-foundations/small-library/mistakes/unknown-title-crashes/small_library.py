def read_both(readers, first, second):
    return readers[first] & readers[second]


def unread(titles, readers):
    return {title for title in titles if not readers.get(title)}


def lend(loans, title, reader, day):
    if title in loans:
        return False
    books = 0
    for other, _ in loans.values():
        if other == reader:
            books += 1
    if books >= 3:
        return False
    loans[title] = (reader, day)
    return True


def overdue(loans, today):
    late = []
    for title, (reader, day) in loans.items():
        if today - day > 14:
            late.append((title, reader))
    return sorted(late)
