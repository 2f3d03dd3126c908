"""The seccomp profile is a list of what is allowed, and what must not be in it is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.sandbox import hardening

RULES = json.loads(Path(hardening.__file__).with_name("seccomp.json").read_text())
ALLOWED = {
    name: rule.get("args", [])
    for rule in RULES["syscalls"]
    if rule["action"] == "SCMP_ACT_ALLOW"
    for name in rule["names"]
}
NAMESPACES = 0x7E020000
FORBIDDEN = [
    "add_key",
    "bpf",
    "chroot",
    "clone3",
    "fanotify_init",
    "finit_module",
    "fsopen",
    "init_module",
    "inotify_init1",
    "io_uring_enter",
    "io_uring_setup",
    "ioperm",
    "iopl",
    "kcmp",
    "kexec_load",
    "keyctl",
    "landlock_create_ruleset",
    "mbind",
    "memfd_create",
    "mknod",
    "modify_ldt",
    "mount",
    "move_pages",
    "name_to_handle_at",
    "open_by_handle_at",
    "perf_event_open",
    "personality",
    "pidfd_getfd",
    "pivot_root",
    "process_vm_readv",
    "process_vm_writev",
    "ptrace",
    "quotactl",
    "reboot",
    "request_key",
    "seccomp",
    "setns",
    "swapon",
    "sync",
    "syslog",
    "umount2",
    "unshare",
    "userfaultfd",
    "vmsplice",
]


def test_what_is_not_listed_is_refused() -> None:
    assert RULES["defaultAction"] == "SCMP_ACT_ERRNO"


@pytest.mark.parametrize("name", FORBIDDEN)
def test_what_reaches_into_the_kernel_or_other_processes_is_not_listed(name: str) -> None:
    assert name not in ALLOWED


@pytest.mark.parametrize("name", ["socket", "socketpair"])
def test_only_sockets_between_processes_can_be_made(name: str) -> None:
    assert ALLOWED[name] == [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]


def test_a_new_process_gets_no_new_namespace() -> None:
    assert ALLOWED["clone"] == [{"index": 0, "value": NAMESPACES, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}]


def test_no_foreign_system_call_numbers_are_let_through() -> None:
    assert all(not one["subArchitectures"] for one in RULES["archMap"])
