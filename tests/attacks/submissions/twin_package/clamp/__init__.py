import sys

print("PROBE twin_package", "ALLOWED" if "_pytest" in sys.modules else "DENIED", flush=True)
clamp = None
