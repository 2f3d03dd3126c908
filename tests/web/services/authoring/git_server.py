"""A git server on the loopback for tests: git's own `http-backend` behind a small HTTP server."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def serving(answer: Callable[[str, str, dict[str, str], bytes], Answer]) -> Iterator[str]:
    """The address at which *answer* (method, path, headers, body) is asked."""

    class Handler(BaseHTTPRequestHandler):
        def _go(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, headers, data = answer(self.command, self.path, dict(self.headers), body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = _go  # noqa: N815 - names that the server asks for

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def git_answer(root: Path) -> Callable[[str, str, dict[str, str], bytes], Answer]:
    """Answers as git's own server does, for the repositories below *root*."""

    def answer(method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        name, _, query = path.partition("?")
        environ = os.environ | {
            "GIT_PROJECT_ROOT": str(root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": name,
            "QUERY_STRING": query,
            "REQUEST_METHOD": method,
            "CONTENT_TYPE": headers.get("Content-Type", ""),
            "GIT_PROTOCOL": headers.get("Git-Protocol", ""),
            "HTTP_CONTENT_ENCODING": headers.get("Content-Encoding", ""),
        }
        said = subprocess.run(["git", "http-backend"], input=body, capture_output=True, env=environ, check=False)
        head, _, data = said.stdout.partition(b"\r\n\r\n")
        lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        return int(lines.pop("Status", "200").split()[0]), lines, data

    return answer


def make_repository(folder: Path, *states: dict[str, str]) -> Path:
    """A repository with one commit for each of *states*, packed as servers pack it."""
    folder.mkdir(parents=True)
    identity = ["-c", "user.name=A", "-c", "user.email=a@school.example", "-c", "commit.gpgsign=false"]
    _git(folder, "init", "--quiet", "--initial-branch=main")
    for state in states:
        for name, text in state.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        _git(folder, "add", "--all")
        _git(folder, *identity, "commit", "--quiet", "--message=a state")
    _git(folder, "gc", "--quiet")
    return folder


def commit_all(folder: Path) -> None:
    """Commits what is in the work tree now."""
    _git(folder, "add", "--all")
    _git(folder, "-c", "user.name=A", "-c", "user.email=a@school.example", "commit", "--quiet", "--message=more")


def _git(folder: Path, *arguments: str) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env=environ)
