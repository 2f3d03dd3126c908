from clinic_queue import calls, longest_wait

PATIENTS = [
    {"name": "Odile", "arrives": 0, "minutes": 10, "emergency": False},
    {"name": "Pavel", "arrives": 2, "minutes": 5, "emergency": False},
]


def test_example_two():
    assert calls(PATIENTS) == [("Odile", 0), ("Pavel", 10)]


def test_example_emergency():
    quynh = {"name": "Quynh", "arrives": 4, "minutes": 8, "emergency": True}
    assert calls([*PATIENTS, quynh]) == [("Odile", 0), ("Quynh", 10), ("Pavel", 18)]
    assert longest_wait([*PATIENTS, quynh]) == 16
