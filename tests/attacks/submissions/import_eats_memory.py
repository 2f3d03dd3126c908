# Takes all memory while being imported.
_kept = []
while True:
    _kept.append(b"x" * (8 << 20))
