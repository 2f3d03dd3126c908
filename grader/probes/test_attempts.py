"""Every attempt must be refused; runs in the sandbox, as hidden tests of `attempts.py`."""

import attempts

def test_network():
    assert attempts.network() == "refused"


def test_system_calls():
    assert attempts.system_calls() == "refused"


def test_privileges():
    assert attempts.privileges() == "refused"


def test_user():
    assert attempts.user() == "refused"


def test_read_only_root():
    assert attempts.read_only_root() == "refused"


def test_tests():
    assert attempts.tests() == "refused"


def test_other_processes():
    assert attempts.other_processes() == "refused"
