def apply_all(functions, value):
    for function in functions:
        value = function(value)
    return value


def total(items):
    return sum(item.price * item.count for item in items)


def visit(numbers, recorder):
    for number in sorted(numbers):
        recorder.add(number)


def sort_in_place(numbers):
    numbers.sort()


def count_words(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts


def countdown(start):
    while start > 0:
        yield start
        start -= 1


def make_adder(number):
    def add(other):
        return number + other

    return add


def copy_upper(source, target):
    for line in source:
        target.write(line.upper())


def greet():
    return "Hello, " + input("Your name? ")


def notify(sender, name):
    sender.send(f"Hello, {name}")


class Purse:
    def __init__(self, cents):
        self.cents = cents

    def __eq__(self, other):
        return isinstance(other, Purse) and self.cents == other.cents

    def __hash__(self):
        return hash(self.cents)

    def add(self, cents):
        return Purse(self.cents + cents)


class Shape:
    def area(self):
        raise NotImplementedError

    def describe(self):
        return f"area {self.area()}"


def first_step(word):
    return word.upper()


def next_steps():
    return [lambda word: word + "!"]


def connect(button):
    button.on_click(lambda text: f"clicked {text}")


def name_of(path):
    return str(path).rsplit("/", 1)[-1]
