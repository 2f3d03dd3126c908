things = 0
total = 0
line = input()
while line != "done":
    total += int(line)
    things += 1
    line = input()
    print(f"{things} things, {total} cents")
