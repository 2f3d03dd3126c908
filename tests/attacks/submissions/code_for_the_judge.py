# Hands functions that run code, and code for them to run, to tests that call what they are given.
_CODE = "'uid=%d' % __import__('os').getuid()"


def first_step(word):
    return _CODE


def next_steps():
    return [eval]


def connect(button):
    for function in (eval, exec, compile, open, __import__, getattr, breakpoint, input, print, globals):
        button.on_click(function)
    print(button.click(_CODE))


def apply_all(functions, value):
    return [function(eval) for function in functions]
