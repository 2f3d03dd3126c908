def apply_all(functions, value):
    pass
