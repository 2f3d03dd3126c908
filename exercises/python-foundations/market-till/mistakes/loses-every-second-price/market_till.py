things = 0
total = 0
while input() != "done":
    line = input()
    if line == "done":
        break
    total += int(line)
    things += 1
print(f"{things} things, {total} cents")
