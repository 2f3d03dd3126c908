# -*- coding: unicode_escape -*-
def clamp(value, low, high):\n    return None
