class Card:
    _journeys = []

    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

    def top_up(self, cents):
        if cents <= 0:
            raise ValueError
        self.balance += cents

    def travel(self, start, end, cents):
        if cents > self.balance:
            raise ValueError
        self.balance -= cents
        self._journeys.append((start, end))

    def journeys(self):
        return list(self._journeys)

    def __str__(self):
        return f"{self.owner}: {self.balance / 100:.2f}"
