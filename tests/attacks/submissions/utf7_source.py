# -*- coding: utf-7 -*-
# +AGU-
def clamp(value, low, high):
    return None
