class Card:
    def __init__(self, owner):
        self.owner = owner

    def top_up(self, cents):
        pass

    def travel(self, start, end, cents):
        pass

    def journeys(self):
        pass

    def __str__(self):
        return self.owner
