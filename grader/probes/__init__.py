"""Probes: small hostile submissions that show whether each protection of the sandbox acts on this machine.

`attempts.py`, `test_attempts.py` and `limits/` are data: they run in the sandbox and nowhere else.
"""
