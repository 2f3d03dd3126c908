def find_pair(values, amount):
    for position, value in enumerate(values):
        pass  # which partner does this card need? has it been there before?
    return None
