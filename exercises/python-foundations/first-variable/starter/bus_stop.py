# Replace each value with the right one.

stop = ""
line = 0
price = 0.0
tickets = 0
total = 0
