from name_badge import badge, greeting


def test_example_greeting():
    assert greeting("Amina") == "Hello, Amina!"


def test_example_badge():
    assert badge("Amina", "Diallo") == "Amina DIALLO"
