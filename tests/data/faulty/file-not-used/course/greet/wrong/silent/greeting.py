def greet(name): pass
