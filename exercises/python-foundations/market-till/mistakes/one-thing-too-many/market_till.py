things = 0
total = 0
line = ""
while line != "done":
    line = input()
    things += 1
    if line != "done":
        total += int(line)
print(f"{things} things, {total} cents")
