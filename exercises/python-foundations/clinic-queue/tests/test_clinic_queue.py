import pytest
from clinic_queue import calls, longest_wait


def patient(name, arrives, minutes, emergency=False):
    return {"name": name, "arrives": arrives, "minutes": minutes, "emergency": emergency}


def test_one_after_the_other():
    patients = [patient("Ana", 0, 7), patient("Zoe", 1, 3), patient("Chi", 2, 4)]
    assert calls(patients) == [("Ana", 0), ("Zoe", 7), ("Chi", 10)]


def test_the_doctor_waits_for_patients():
    patients = [patient("Ana", 5, 3), patient("Bo", 20, 4), patient("Chi", 22, 1)]
    assert calls(patients) == [("Ana", 5), ("Bo", 20), ("Chi", 24)]


def test_emergencies_go_first():
    patients = [
        patient("Ana", 0, 10),
        patient("Bo", 1, 5),
        patient("Chi", 2, 5, emergency=True),
        patient("Dua", 9, 5, emergency=True),
        patient("Eve", 12, 5, emergency=True),
    ]
    assert calls(patients) == [("Ana", 0), ("Chi", 10), ("Dua", 15), ("Eve", 20), ("Bo", 25)]


def test_nobody_is_interrupted():
    patients = [patient("Ana", 0, 30), patient("Bo", 5, 5, emergency=True), patient("Chi", 40, 5, emergency=True)]
    assert calls(patients) == [("Ana", 0), ("Bo", 30), ("Chi", 40)]


def test_nobody_at_all():
    assert calls([]) == []
    assert longest_wait([]) == 0


@pytest.mark.parametrize(
    ("patients", "expected"),
    [
        ([patient("Ana", 3, 9)], 0),
        ([patient("Ana", 0, 9), patient("Bo", 1, 2), patient("Chi", 2, 2)], 9),
        ([patient("Ana", 0, 9), patient("Bo", 8, 20), patient("Chi", 9, 2, emergency=True)], 3),
        ([patient("Ana", 0, 15), patient("Bo", 1, 5), patient("Chi", 14, 5, emergency=True), patient("Dua", 60, 1)], 19),
    ],
)
def test_longest_wait(patients, expected):
    assert longest_wait(patients) == expected


def test_patients_in_any_order():
    patients = [patient("Zoe", 4, 2), patient("Yan", 4, 2), patient("Ana", 0, 6), patient("Bo", 2, 1)]
    before = [dict(one) for one in patients]
    assert calls(patients) == [("Ana", 0), ("Bo", 6), ("Yan", 7), ("Zoe", 9)]
    assert patients == before
