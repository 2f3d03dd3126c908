import pytest
from bus_line import stops_between, with_new_stop

LINE = ["Depot", "Mosque", "Clinic", "Town hall", "Bridge", "Stadium"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("Depot", "Town hall", ["Mosque", "Clinic"]),
        ("Clinic", "Stadium", ["Town hall", "Bridge"]),
        ("Depot", "Stadium", ["Mosque", "Clinic", "Town hall", "Bridge"]),
    ],
)
def test_stops_between(start, end, expected):
    assert stops_between(list(LINE), start, end) == expected


@pytest.mark.parametrize(("start", "end"), [("Mosque", "Clinic"), ("Bridge", "Town hall"), ("Depot", "Depot"), ("Stadium", "Stadium")])
def test_neighbours_have_nothing_between_them(start, end):
    assert stops_between(list(LINE), start, end) == []


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("Bridge", "Mosque", ["Town hall", "Clinic"]),
        ("Stadium", "Depot", ["Bridge", "Town hall", "Clinic", "Mosque"]),
        ("Clinic", "Depot", ["Mosque"]),
    ],
)
def test_the_way_back(start, end, expected):
    assert stops_between(list(LINE), start, end) == expected


@pytest.mark.parametrize(("start", "end"), [("Depot", "Airport"), ("Airport", "Depot"), ("Airport", "Zoo"), ("depot", "Clinic")])
def test_an_unknown_stop(start, end):
    assert stops_between(list(LINE), start, end) is None


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("Depot", ["Depot", "New", "Mosque", "Clinic", "Town hall", "Bridge", "Stadium"]),
        ("Town hall", ["Depot", "Mosque", "Clinic", "Town hall", "New", "Bridge", "Stadium"]),
        ("Stadium", ["Depot", "Mosque", "Clinic", "Town hall", "Bridge", "Stadium", "New"]),
        ("Airport", ["Depot", "Mosque", "Clinic", "Town hall", "Bridge", "Stadium", "New"]),
    ],
)
def test_new_stop_after(after, expected):
    assert with_new_stop(list(LINE), after, "New") == expected


@pytest.mark.parametrize("after", ["Depot", "Stadium", "Airport"])
def test_the_line_itself_stays_as_it_is(after):
    line = list(LINE)
    longer = with_new_stop(line, after, "New")
    assert line == LINE
    assert len(longer) == len(LINE) + 1
