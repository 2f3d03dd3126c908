# Puts markup, script ends and formula beginnings into its output, class name and messages.
_EVIL = "</pre></script><script>alert(1)</script><img src=x onerror=alert(1)> {{7*'7'}} =HYPERLINK(\"x\") \u2028 <!--"
print(_EVIL)
_Error = type(_EVIL, (ValueError,), {"__module__": _EVIL})


def clamp(value, low, high):
    raise _Error("low " + _EVIL)
