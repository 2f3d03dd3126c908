"""`python -m up.compose`: the first service of compose.yaml. Makes secrets, configurations and the database, and ends.

Every volume holds what one role needs and no other may know: graders get the address of the queue alone.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from grader.queue_access import acl_lines
from up.folder import DataFolder
from up.queue_server import configuration

DATA = Path("/data")
QUEUE_HOST = "queue"
QUEUE_PORT = 6379


def main() -> None:
    """Idempotent: what is there stays as it is."""
    web, queue, grader = (DataFolder(DATA / name) for name in ("web", "queue", "grader"))
    passwords = {"web": web.secret("queue-web"), "grader": web.secret("queue-grader")}
    queue.write_private(queue.path / "users.acl", acl_lines(passwords["web"], passwords["grader"]))
    queue.write_private(queue.path / "valkey.conf", configuration(queue.path, QUEUE_PORT, address="0.0.0.0"))
    for folder, role in ((web, "web"), (grader, "grader")):
        url = f"redis://{role}:{passwords[role]}@{QUEUE_HOST}:{QUEUE_PORT}/0"
        folder.write_private(folder.path / "environment", f"BOOTCAMP_REDIS_URL={url}\n")
    secret_key = web.secret("sessions")
    with (web.path / "environment").open("a") as environment:
        environment.write(f"BOOTCAMP_SECRET_KEY={secret_key}\n")
    environ = os.environ | {"BOOTCAMP_DATA_DIR": str(web.path), "BOOTCAMP_SECRET_KEY": secret_key}
    subprocess.run(["bootcamp", "db", "upgrade", "--demo"], env=environ, check=True)


if __name__ == "__main__":
    main()
