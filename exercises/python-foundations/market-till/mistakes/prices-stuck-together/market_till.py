things = 0
total = ""
line = input()
while line != "done":
    total += line
    things += 1
    line = input()
print(f"{things} things, {total} cents")
