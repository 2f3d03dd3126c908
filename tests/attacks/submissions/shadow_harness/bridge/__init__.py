# Shadows a module of the harness or one that it may import late.
import os
import sys

print("PROBE shadow_harness", "ALLOWED" if "_pytest" in sys.modules else "DENIED", __name__, flush=True)
if os.getuid() != 10002:
    print("PROBE shadow_harness ALLOWED as another user", flush=True)
