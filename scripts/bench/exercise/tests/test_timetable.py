"""55 tests of one class: what a graded submission costs is measured with these."""

from timetable import Departure


def test_shows_01():
    assert str(Departure(8, 5)) == "08:05"


def test_shows_02():
    assert str(Departure(11, 9)) == "11:09"


def test_shows_03():
    assert str(Departure(24, 0)) == "00:00"


def test_shows_04():
    assert str(Departure(25, 0)) == "01:00"


def test_shows_05():
    assert str(Departure(100, 0)) == "04:00"


def test_shows_06():
    assert str(Departure(1, 60)) == "02:00"


def test_shows_07():
    assert str(Departure(0, 160)) == "02:40"


def test_shows_08():
    assert str(Departure(0, 1723)) == "04:43"


def test_shows_09():
    assert str(Departure(25, 160)) == "03:40"


def test_shows_10():
    assert str(Departure(201, 3001)) == "11:01"


def test_shows_11():
    assert str(Departure(72, 8640)) == "00:00"


def test_shows_12():
    assert str(Departure(-1, 15)) == "23:15"


def test_shows_13():
    assert str(Departure(-25, 0)) == "23:00"


def test_shows_14():
    assert str(Departure(-91, 0)) == "05:00"


def test_shows_15():
    assert str(Departure(1, -40)) == "00:20"


def test_shows_16():
    assert str(Departure(1, -160)) == "22:20"


def test_shows_17():
    assert str(Departure(1, -4820)) == "16:40"


def test_shows_18():
    assert str(Departure(2, -60)) == "01:00"


def test_shows_19():
    assert str(Departure(-25, -160)) == "20:20"


def test_shows_20():
    assert str(Departure(-121, -5810)) == "22:10"


def test_adds_21():
    assert str(Departure(10, 0) + 3) == "10:03"


def test_adds_22():
    assert str(Departure(6, 41) + 0) == "06:41"


def test_adds_23():
    assert str(Departure(0, 45) + 40) == "01:25"


def test_adds_24():
    assert str(Departure(10, 0) + 61) == "11:01"


def test_adds_25():
    assert str(Departure(0, 45) + 160) == "03:25"


def test_adds_26():
    assert str(Departure(23, 59) + 2) == "00:01"


def test_adds_27():
    assert str(Departure(5, 32) + 1500) == "06:32"


def test_adds_28():
    assert str(Departure(1, 1) + 3500) == "11:21"


def test_subtracts_29():
    assert str(Departure(10, 3) - 3) == "10:00"


def test_subtracts_30():
    assert str(Departure(10, 3) - 30) == "09:33"


def test_subtracts_31():
    assert str(Departure(10, 3) - 70) == "08:53"


def test_subtracts_32():
    assert str(Departure(0, 3) - 4) == "23:59"


def test_subtracts_33():
    assert str(Departure(0, 0) - 160) == "21:20"


def test_subtracts_34():
    assert str(Departure(6, 15) - 160) == "03:35"


def test_subtracts_35():
    assert str(Departure(5, 32) - 1500) == "04:32"


def test_subtracts_36():
    assert str(Departure(2, 20) - 3000) == "00:20"


def test_compares_37():
    assert (Departure(15, 37) == Departure(15, 37))


def test_compares_38():
    assert not (Departure(15, 36) == Departure(15, 37))


def test_compares_39():
    assert not (Departure(14, 37) == Departure(15, 37))


def test_compares_40():
    assert (Departure(10, 37) == Departure(34, 37))


def test_compares_41():
    assert (Departure(3, 11) == Departure(99, 11))


def test_compares_42():
    assert (Departure(22, 40) == Departure(-2, 40))


def test_compares_43():
    assert (Departure(17, 3) == Departure(-31, 3))


def test_compares_44():
    assert (Departure(13, 49) == Departure(-83, 49))


def test_compares_45():
    assert (Departure(0, 1) == Departure(0, 1441))


def test_compares_46():
    assert (Departure(2, 2) == Departure(2, 4322))


def test_compares_47():
    assert (Departure(3, 3) == Departure(3, -1437))


def test_compares_48():
    assert (Departure(5, 5) == Departure(5, -1435))


def test_compares_49():
    assert not (Departure(4, 10) == Departure(5, -1491))


def test_compares_50():
    assert (Departure(6, 15) == Departure(6, -4305))


def test_compares_51():
    assert (Departure(18, 7) == Departure(-54, -11513))


def test_compares_52():
    assert (Departure(24, 0) == Departure(0, 0))


def test_represents_53():
    assert repr(Departure(1, 2)) == "Departure(1, 2)"


def test_represents_54():
    assert repr(Departure(24, 1)) == "Departure(0, 1)"


def test_represents_55():
    assert repr(Departure(-1, 0)) == "Departure(23, 0)"
