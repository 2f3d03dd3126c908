"""Public twins: small inputs on which a submission is wrong, and which no hidden test uses.

A package, so that no file of an exercise can stand in the way of a module that is imported late.
"""
