class Departure:
    def __init__(self, hour, minute):
        pass
