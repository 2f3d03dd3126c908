# Thirty more system calls that nothing honest needs, with arguments that cannot do anything; policy must refuse each.
import ctypes
import errno
import platform

_NUMBERS = {"iopl": 172, "ioperm": 173, "settimeofday": 164, "adjtimex_as_clock_adjtime": 305, "acct": 163, "syslog": 103, "lookup_dcookie": 212,
            "vhangup": 153, "chroot": 161, "sethostname": 170, "setdomainname": 171, "name_to_handle_at": 303, "process_madvise": 440,
            "kexec_load": 246, "kexec_file_load": 320, "modify_ldt": 154, "move_pages": 279, "migrate_pages": 256, "mbind": 237,
            "set_mempolicy": 238, "uselib": 134, "ustat": 136, "sysfs": 139, "_sysctl": 156, "nfsservctl": 180, "io_uring_enter": 426,
            "io_uring_register": 427, "fsconfig": 431, "fspick": 433, "memfd_secret": 447, "clock_settime": 227, "swapoff": 168}
_libc = ctypes.CDLL(None, use_errno=True)
if platform.machine() == "x86_64":
    for _name, _number in _NUMBERS.items():
        ctypes.set_errno(0)
        _got = _libc.syscall(_number, -1, 0, 0, 0, 0, 0)
        _error = ctypes.get_errno()
        _denied = _got == -1 and _error in (errno.EPERM, errno.ENOSYS, errno.EACCES)
        print("PROBE", _name, "DENIED" if _denied else "ALLOWED", errno.errorcode.get(_error, _got), flush=True)
else:
    print("PROBE syscalls DENIED (not run on this machine type)")


def clamp(value, low, high):
    return None
