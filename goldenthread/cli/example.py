"""`goldenthread example`: fill an empty installation with an invented organisation."""

from __future__ import annotations

import time

from goldenthread.cli.app import app, start_django
from goldenthread.cli.terminal import say, stop


@app.command()
def example() -> None:
    """Fill an empty installation with the Northmoor Fire and Rescue Service, an invented organisation of 842 people."""
    start_django()
    from goldenthread.cli import installation

    started = time.monotonic()
    installation.make_ready()
    make("")
    say(f"The example stands after {time.monotonic() - started:.0f} seconds.")
    show_sign_ins()


def make(size: str) -> None:
    """Write the example, and work out line of sight and findings."""
    from django.utils import timezone

    from goldenthread.example import actions
    from goldenthread.together.findings import actions as findings
    from goldenthread.together.sight.actions import refresh_all

    now = timezone.now()
    today = timezone.localdate(now)
    try:
        say("Making the Northmoor Fire and Rescue Service: people, posts, the thread, everyone's tasks ...")
        actions.make_northmoor(today=today, now=now)
    except actions.NotEmpty as problem:
        stop(str(problem))
    say("Following every line up to the vision ...")
    refresh_all(today=today)
    findings.scan(now=now, today=today)


def show_sign_ins() -> None:
    """Print one way in for each kind of user."""
    from goldenthread.example import actions

    say("Sign in as")
    for way in actions.sign_ins():
        say(f"  {way.user:<17} {way.email:<38} {way.pass_phrase}")
