"""Child processes that are started again when they die, and stopped when we stop. Linux and macOS."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from goldenthread.cli.terminal import warn

STOP_SECONDS = 15.0
LOOK_SECONDS = 0.2
# A child that dies more often than this is not started again: something is wrong that starting does not cure.
DEATHS_MOST = 8
DEATHS_WITHIN_SECONDS = 60.0


def die_with_parent() -> None:
    """Ask Linux to end this process when the one that started it dies, however it dies. Elsewhere: nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def name_parent() -> dict[str, str]:
    """Return the environment for processes that this one starts. It tells them who did: by the time they could ask, it
    may be gone already."""
    return {**os.environ, "GOLDENTHREAD_PARENT": str(os.getpid())}


def watch_parent(on_orphaned: Callable[[], None]) -> None:
    """Call back once this process has lost the one that started it, or at once if it has already. For systems, threads
    and moments where `die_with_parent` is not enough."""
    told = os.environ.get("GOLDENTHREAD_PARENT", "")
    parent = int(told) if told.isdecimal() else os.getppid()
    if os.getppid() != parent:
        on_orphaned()
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        on_orphaned()

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()


@dataclass(slots=True)
class Child:
    """One child process: its name for people, and how it is started."""

    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "goldenthread", *self.arguments], preexec_fn=die_with_parent, env=name_parent()
        )

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def note_death(self) -> bool:
        """Remember that it died just now. False: too often to go on."""
        now = time.monotonic()
        self.deaths = [death for death in self.deaths if now - death < DEATHS_WITHIN_SECONDS] + [now]
        return len(self.deaths) < DEATHS_MOST


def look_after(
    first: list[Child], *, prepare: Callable[[], None], announce: Callable[[], None], then: list[Child]
) -> int:
    """Run the children until a signal asks to stop; start again what dies. Returns an exit status.

    While the `first` ones load, this process prepares what they wait for; once it has announced that they answer, it
    starts the others.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_args: stop.set())
    children = [*first, *then]
    try:
        for child in first:
            child.start()
        prepare()
        if not stop.is_set():
            announce()
        for child in then:
            child.start()
        return _watch(children, stop)
    finally:
        end(children)


def _watch(children: list[Child], stop: threading.Event) -> int:
    while not stop.wait(LOOK_SECONDS):
        for child in children:
            if child.is_alive:
                continue
            if not child.note_death():
                warn(f"The {child.name} keeps stopping, so everything is stopped. Its last words are above.")
                return 1
            warn(f"The {child.name} stopped; it is started again.")
            child.start()
    return 0


def end(children: list[Child]) -> None:
    """Ask every child to stop, and kill what has not after a while."""
    alive = [child.process for child in children if child.process is not None and child.is_alive]
    for process in alive:
        process.terminate()
    until = time.monotonic() + STOP_SECONDS
    for process in alive:
        try:
            process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
