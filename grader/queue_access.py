"""Who may do what in Redis: one user for the web side, one for graders, and nobody else.

What the rights of a grader come to was tried against Redis 7 and Valkey 9 (tests/grader/test_queue_access.py):
a grader that is taken over can take jobs and append reports. It cannot read reports or web's keys, and
cannot change a bundle, so it cannot poison the tests of the other graders.
"""

from __future__ import annotations

from hashlib import sha256

_WEB = (
    "~rq:* ~bundle:* ~reports ~web:*",  # its queue, the bundles, the reports that it reads, its own keys
    "&rq:pubsub:* &web:*",
    "+@all -@admin -@dangerous +info +keys +client|list +client|setname",
)
_GRADER = (
    "%RW~rq:*",  # jobs, leases and its presence
    "%R~bundle:*",  # exercises: read only
    "&rq:pubsub:*",  # RQ's commands and the progress of tests
    "-@all +@read +@write +@connection +@transaction +@scripting +@pubsub +@blocking +info +client|list",
    "+client|setname +time -flushall -flushdb -keys -migrate -restore -sort -swapdb",
    "(%W~reports +xadd)",  # may append, and do nothing else: the reports of others are not its business
)


def acl_lines(web_password: str, grader_password: str) -> str:
    """The text of a Redis/Valkey ACL file. Passwords stand in it as SHA-256 only."""
    return "".join(
        f"user {line}\n"
        for line in (
            "default off",
            f"web on #{_hashed(web_password)} resetkeys resetchannels {' '.join(_WEB)}",
            f"grader on #{_hashed(grader_password)} resetkeys resetchannels {' '.join(_GRADER)}",
        )
    )


def _hashed(password: str) -> str:
    return sha256(password.encode()).hexdigest()
