# Issues a million warnings, all different, and turns warnings into errors.
import warnings


def clamp(value, low, high):
    warnings.simplefilter("always")
    for number in range(200_000):
        warnings.warn(f"warning {number}", stacklevel=1)
    warnings.simplefilter("error")
    return None
