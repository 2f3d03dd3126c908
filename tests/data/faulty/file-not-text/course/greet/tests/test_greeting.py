from greeting import greet
# café
def test_greets(): assert greet(1) == 1
