"""`goldenthread run`, `demo` and their relatives, as a person at a terminal meets them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil  # type: ignore[import-untyped]  # published without types
import pytest

from tests.installation import ROOT, Installation


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answer(port: int, path: str = "/sign-in/login/") -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
            status: int = response.status
            return status
    except urllib.error.HTTPError as refused:
        return refused.code


def wait_for_page(port: int, *, seconds: float = 180) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            assert answer(port) == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("no page came")


def wait_for_worker(process: subprocess.Popen[str], *, other_than: int = 0) -> psutil.Process:
    """Wait for the job worker, which is started once the pages answer."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for worker in workers(process):
            if worker.pid != other_than:
                return worker
        time.sleep(0.1)
    raise AssertionError("no worker came")


@contextmanager
def running(installation: Installation, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = installation.start(*arguments)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)


def group(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Return the processes that this one has started, and those that they have."""
    return list(psutil.Process(process.pid).children(recursive=True))


def workers(process: subprocess.Popen[str]) -> list[psutil.Process]:
    found = []
    for child in group(process):
        with suppress(psutil.NoSuchProcess):  # a zombie is one too
            if "work" in child.cmdline():
                found.append(child)
    return found


@pytest.mark.slow
def test_run_starts_from_nothing_and_stops_cleanly(installation: Installation) -> None:
    port = free_port()
    with running(installation, "run", f"--port={port}") as process:
        wait_for_page(port)
        wait_for_worker(process)
        children = group(process)
        assert len(children) >= 4  # the web server, its two workers, the job worker
        process.terminate()
        words, _nothing = process.communicate(timeout=30)

    assert process.returncode == 0, words
    assert f"http://127.0.0.1:{port}/" in words
    assert "Nobody has set it up yet" in words
    assert not [child for child in children if child.is_running()]


@pytest.mark.slow
def test_nothing_is_left_behind_when_run_is_killed(installation: Installation) -> None:
    port = free_port()
    with running(installation, "run", f"--port={port}") as process:
        wait_for_page(port)
        children = group(process)

        process.kill()

        _gone, alive = psutil.wait_procs(children, timeout=20)
    assert not alive


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.4, 1.0, 1.8])
def test_nothing_is_left_behind_when_run_is_killed_while_it_starts(installation: Installation, seconds: float) -> None:
    port = free_port()
    with running(installation, "run", f"--port={port}") as process:
        time.sleep(seconds)

        process.kill()

        assert not still_there(port, within_seconds=20)


def test_a_process_whose_parent_is_gone_already_ends_itself(installation: Installation) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    environment = {**installation.environment, "GOLDENTHREAD_PARENT": str(gone.pid)}

    for arguments in (
        ["-c", "import goldenthread.cli.entrance"],
        ["-m", "goldenthread", "serve", "--supervised", f"--port={free_port()}"],
    ):
        done = subprocess.run([sys.executable, *arguments], env=environment, cwd=ROOT, timeout=60, check=False)
        assert done.returncode in {0, -signal.SIGTERM}


def still_there(port: int, *, within_seconds: float) -> list[str]:
    """Return the command lines of web processes and workers on this port that do not end in time."""
    until = time.monotonic() + within_seconds
    found: list[str] = []
    while time.monotonic() < until:
        lines = [" ".join(each.info["cmdline"] or ()) for each in psutil.process_iter(["cmdline"])]
        found = [line for line in lines if f"--port={port}" in line]
        if not found:
            break
        time.sleep(0.2)
    return found


@pytest.mark.slow
def test_what_dies_is_started_again(installation: Installation) -> None:
    port = free_port()
    with running(installation, "run", f"--port={port}") as process:
        wait_for_page(port)
        worker = wait_for_worker(process)

        worker.kill()

        assert wait_for_worker(process, other_than=worker.pid).pid != worker.pid
        assert answer(port) == 200


def test_a_taken_port_is_said_in_words(installation: Installation) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]

        done = installation.run("run", f"--port={port}")

    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 is taken by another program. Choose another: --port {port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_refuses_a_database_that_is_not_up_to_date(installation: Installation) -> None:
    done = installation.run("serve", f"--port={free_port()}")

    assert done.returncode == 1
    assert "goldenthread migrate" in done.stderr


def test_the_example_fills_an_empty_installation_once(installation: Installation) -> None:
    first = installation.run("example")
    second = installation.run("example")

    assert first.returncode == 0, first.stderr
    assert "tobias.nwosu@northmoor.example" in first.stdout
    assert second.returncode == 1
    assert "already an organisation" in second.stderr
