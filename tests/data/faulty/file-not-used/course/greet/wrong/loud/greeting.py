def greet(name): return name.upper()
