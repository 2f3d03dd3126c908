"""The bridge between the judge, which runs the tests, and the learner process, which runs the submission.

Plain data crosses by value, everything else by handle. Nothing that comes from the other side is
ever unpickled, evaluated or imported by name. docs/bridge.md has the semantics.
"""
