# The same while being loaded: a SyntaxError that names the hidden tests, and one of a codec that quotes its input.
raise SyntaxError("look", ("/judge/tests/test_clamp.py", 12, 1, None, 12, 80))
