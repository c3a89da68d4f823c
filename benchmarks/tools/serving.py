"""Start the real product as a process, wait for its first page, and stop it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


def free_port() -> int:
    """Return a port nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Served:
    """A product that answers, and how long it took to its first page."""

    process: subprocess.Popen[bytes]
    address: str
    seconds: float


def answers(address: str) -> bool:
    """Tell whether a page is served there."""
    try:
        with urllib.request.urlopen(address, timeout=5) as page:
            return bool(page.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def serving(
    command: Sequence[str], *, port: int, folder: Path, environment: Mapping[str, str], most_seconds: float
) -> Iterator[Served]:
    """Run a command until its sign-in page answers, hand it over, and end it and its children.

    Raises:
        TimeoutError: no page within `most_seconds`, or the command ended.
    """
    address = f"http://127.0.0.1:{port}/sign-in/login/"
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answers(address):
            if time.monotonic() - began > most_seconds or process.poll() is not None:
                raise TimeoutError(f"no page after {time.monotonic() - began:.0f} s")
            time.sleep(0.05)
        yield Served(process=process, address=address, seconds=time.monotonic() - began)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
