# Generators that raise odd things when they are closed, asked, or thrown into.
def countdown(start):
    try:
        yield start
        yield (n for n in countdown(start))
        raise StopIteration(3)
    except GeneratorExit:
        while True:
            yield 1


def make_adder(number):
    generator = countdown(number)
    next(generator)
    return generator.send
