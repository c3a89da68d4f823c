"""`goldenthread run`, `serve`, `work`, `migrate` and `demo`: everything that starts Goldenthread."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from goldenthread.cli import in_use, ports
from goldenthread.cli.app import app, start_django
from goldenthread.cli.children import Child, look_after, name_parent, watch_parent
from goldenthread.cli.terminal import say, stop

Host = Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for every address of this machine.")]
Port = Annotated[int, typer.Option(help="The port to listen on.")]
Workers = Annotated[int, typer.Option(help="Web processes; one for each core is enough.", min=1, max=64)]

DEMO_FOLDER = "goldenthread-demo"


@app.command()
def run(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 2) -> None:
    """Run Goldenthread on this machine: bring its tables up to date, then start the web server and the worker."""
    refuse_taken_port(host, port)
    _run(host, port, workers, prepare=lambda: None)


def refuse_taken_port(host: str, port: int) -> None:
    if problem := ports.why_not(host, port):
        stop(problem)


def _run(host: str, port: int, workers: int, *, prepare: Callable[[], None]) -> None:
    """Start everything. The web server loads while this process brings the tables up to date and prepares."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-") as folder:
        ready = Path(folder, "ready")
        os.environ["GOLDENTHREAD_WAIT_FOR"] = str(ready)
        web = Child("web server", ["serve", f"--host={host}", f"--port={port}", f"--workers={workers}", "--supervised"])
        worker = Child("worker", ["work", "--supervised"])

        def make_ready() -> None:
            start_django()
            from django.db import connections

            from goldenthread.cli import installation

            in_use.share()
            installation.make_ready()
            prepare()
            connections.close_all()
            ready.touch()

        if not _has_key():
            make_ready()  # first of all, so that only one process makes the secret key
        raise typer.Exit(
            look_after(
                [web],
                prepare=lambda: None if ready.exists() else make_ready(),
                announce=lambda: _welcome(host, port),
                then=[worker],
            )
        )


def _has_key() -> bool:
    folder = Path(os.environ.get("GOLDENTHREAD_DATA", "goldenthread-data"))
    return bool(os.environ.get("GOLDENTHREAD_SECRET_KEY")) or (folder / "secret-key").exists()


def _welcome(host: str, port: int) -> None:
    """Say where it is once it answers, and how an empty installation is set up."""
    from goldenthread.cli import installation

    shown = f"[{host}]" if ":" in host else host
    if not ports.answers_within(host, port, seconds=30):
        say("The web server has not answered yet; its words follow.")
        return
    say(f"Goldenthread is at http://{shown}:{port}/ (Ctrl-C stops it).")
    if not installation.is_set_up():
        say("Nobody has set it up yet. Open this address once, within a day:")
        say(f"  {installation.setup_address(f'http://{shown}:{port}')}")


@app.command()
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 2,
    supervised: Annotated[bool, typer.Option(hidden=True)] = False,
) -> None:
    """Start the web server alone, for machines that share one PostgreSQL database."""
    if not supervised:
        refuse_taken_port(host, port)
        start_django()
        from goldenthread.cli import installation

        in_use.share()
        installation.refuse_unless_up_to_date()
        say(f"The web server is at http://{host}:{port}/ (Ctrl-C stops it).")
    else:
        watch_parent(lambda: os.kill(os.getpid(), signal.SIGTERM))
    os.environ.update(name_parent())  # its web processes are told as well
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    Granian(
        "goldenthread.cli.entrance:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()


@app.command()
def work(supervised: Annotated[bool, typer.Option(hidden=True)] = False) -> None:
    """Start a worker alone: it does long work and recurring chores. Any number may share one PostgreSQL database."""
    start_django()
    from goldenthread.cli import installation
    from goldenthread.jobs.worker import work_forever

    if not supervised:
        in_use.share()
        installation.refuse_unless_up_to_date()
        say("The worker is working (Ctrl-C stops it once its job is put back).")
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    if supervised:
        watch_parent(ended.set)
    work_forever(stop=ended)


@app.command()
def migrate() -> None:
    """Bring the database's tables up to this version."""
    start_django()
    from goldenthread.cli import installation

    missing = installation.missing_migrations()
    installation.make_ready()
    say(
        f"The database is up to date ({len(missing)} steps taken)."
        if missing
        else "The database was up to date already."
    )


@app.command()
def demo(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 2) -> None:
    """Run the example organisation, in a folder of its own. It is made the first time."""
    refuse_taken_port(host, port)
    os.environ.setdefault("GOLDENTHREAD_DATA", str(Path(DEMO_FOLDER).resolve()))
    _run(host, port, workers, prepare=_make_example)


def _make_example() -> None:
    """Make the example unless it is there, and say how to sign in."""
    from goldenthread.cli.example import make_northmoor, show
    from goldenthread.example.actions import sign_ins
    from goldenthread.organisation.models import Organisation

    organisation = Organisation.objects.first()
    if organisation is not None and not organisation.is_example:
        stop(f"Here is {organisation.name}, not an example. Use goldenthread run, or set GOLDENTHREAD_DATA.")
    if organisation is None:
        started = time.monotonic()
        make_northmoor()
        say(f"The example stands after {time.monotonic() - started:.0f} seconds.")
    show(sign_ins())
