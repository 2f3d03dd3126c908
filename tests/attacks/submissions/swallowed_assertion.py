# Gives wrong values to a callback that asserts, swallows what it raises and reads its text and traceback.
import re
import traceback

_seen = []


def apply_all(functions, value):
    for function in functions:
        for wrong in (1, 41, None):
            try:
                function(wrong)
            except BaseException as error:
                _seen.append(f"{error!r} {error.args!r} {traceback.format_exc()} {error.__cause__!r} {error.__context__!r} {getattr(error, '__notes__', '')!r}")
                frame = error.__traceback__
                while frame is not None:
                    _seen.append(repr(frame.tb_frame.f_locals.keys()) + repr(frame.tb_frame.f_globals.get("CANARY")))
                    frame = frame.tb_next
    found = re.findall(r"canary-[0-9a-f]{16}", " ".join(_seen))
    print("PROBE swallowed_assertion", "ALLOWED" if found else "DENIED", *found, flush=True)
    return value
