"""Plain data: what both halves of the codec agree on. Limits, layouts, and the fixed list of constructors."""

from __future__ import annotations

import datetime
import decimal
import fractions
import struct
import uuid
from collections.abc import Callable
from typing import Any

MAX_NODES = 2_000_000
MAX_DEPTH = 150
MAX_INT_BYTES = 1 << 16
MAX_FRAME_BYTES = 16 << 20

U32 = struct.Struct("<I")
I64 = struct.Struct("<q")
F64 = struct.Struct("<d")

BUILDERS: dict[str, Callable[..., Any]] = {
    "range": range,
    "slice": slice,
    "date": datetime.date,
    "time": lambda h, m, s, us, tz, fold: datetime.time(h, m, s, us, tz, fold=fold),
    "datetime": lambda y, mo, d, h, m, s, us, tz, fold: datetime.datetime(y, mo, d, h, m, s, us, tz, fold=fold),
    "timedelta": datetime.timedelta,
    "timezone": datetime.timezone,
    "Decimal": decimal.Decimal,
    "Fraction": fractions.Fraction,
    "UUID": lambda number: uuid.UUID(int=number),
    "complex": complex,
}
"""The fixed list: nothing outside it is ever built because the other side names it."""
