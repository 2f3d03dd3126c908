class Departure:
    """A time of day at which a bus leaves; it rolls over at midnight."""

    def __init__(self, hour, minute):
        self.minutes = (hour * 60 + minute) % (24 * 60)

    def __repr__(self):
        return f"Departure({self.minutes // 60}, {self.minutes % 60})"

    def __str__(self):
        return f"{self.minutes // 60:02d}:{self.minutes % 60:02d}"

    def __eq__(self, other):
        return isinstance(other, Departure) and self.minutes == other.minutes

    def __hash__(self):
        return hash(self.minutes)

    def __add__(self, minutes):
        return Departure(0, self.minutes + minutes)

    def __sub__(self, minutes):
        return Departure(0, self.minutes - minutes)
