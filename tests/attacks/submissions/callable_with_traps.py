# clamp is an object whose introspection never ends: __wrapped__, __signature__, __code__ lead on for ever.
class Trap:
    def __call__(self, *args):
        return None

    def __getattr__(self, name):
        return Trap()

    __wrapped__ = property(lambda self: Trap())
    __signature__ = property(lambda self: Trap())
    __defaults__ = __kwdefaults__ = __annotations__ = property(lambda self: {"x": Trap()})


clamp = Trap()
