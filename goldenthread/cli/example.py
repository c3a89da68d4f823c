"""`goldenthread example`: fill an empty installation with the example organisation."""

from __future__ import annotations

import time

from goldenthread.cli.app import app, start_django
from goldenthread.cli.terminal import say, stop


@app.command()
def example() -> None:
    """Fill an empty installation with the Northmoor Fire and Rescue Service, an invented organisation of 842 people."""
    start_django()
    from django.utils import timezone

    from goldenthread.example import actions

    started = time.monotonic()
    now = timezone.now()
    try:
        actions.make_northmoor(today=timezone.localdate(now), now=now)
    except actions.NotEmpty as problem:
        stop(str(problem))
    say(f"The example stands after {time.monotonic() - started:.0f} seconds.")
    show_sign_ins()


def show_sign_ins() -> None:
    """Print one way in for each kind of user."""
    from goldenthread.example import actions

    say("Sign in as:")
    for way in actions.sign_ins():
        say(f"  {way.user:<17} {way.email:<38} {way.pass_phrase}")
