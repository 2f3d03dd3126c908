def word(n):
    return ""
