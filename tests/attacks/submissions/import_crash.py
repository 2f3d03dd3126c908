# Crashes the interpreter while being imported, and again after every restart.
import ctypes

ctypes.string_at(0)
