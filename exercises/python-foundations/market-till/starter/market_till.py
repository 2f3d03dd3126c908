total = 0
line = input()
# As long as the line is not "done": add it, count it, and read the next one.
