"""`goldenthread example`: fill an empty installation with an invented organisation."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from goldenthread.cli.app import app, start_django
from goldenthread.cli.terminal import say, stop

if TYPE_CHECKING:
    from goldenthread.example.actions import SignIn


Sizes = Literal["S", "M", "L", "XL"]


@app.command()
def example(
    size: Annotated[
        Sizes | None,
        typer.Option(help="Instead: one for measuring, of 300, 3,000, 15,000 or 65,000 people."),
    ] = None,
) -> None:
    """Fill an empty installation with the Northmoor Fire and Rescue Service, an invented organisation of 842 people."""
    start_django()
    from goldenthread.cli import installation

    started = time.monotonic()
    installation.make_ready()
    ways = make_council(size) if size else make_northmoor()
    say(f"It stands after {time.monotonic() - started:.0f} seconds.")
    show(ways)


def make_northmoor() -> list[SignIn]:
    """Write the example, and work out line of sight and findings."""
    from django.utils import timezone

    from goldenthread.example import actions

    now = timezone.now()
    try:
        say("Making the Northmoor Fire and Rescue Service: people, posts, the thread, everyone's tasks ...")
        actions.make_northmoor(today=timezone.localdate(now), now=now)
    except actions.NotEmpty as problem:
        stop(str(problem))
    work_out()
    actions.settle_findings(today=timezone.localdate(now), now=now)
    return actions.sign_ins()


def make_council(size: str) -> list[SignIn]:
    """Write an organisation of a size, telling how far it is, and work out line of sight and findings."""
    from django.utils import timezone

    from goldenthread.example import actions
    from goldenthread.example.sized.sizes import SIZES

    wanted = SIZES[size]
    now = timezone.now()
    told = time.monotonic()

    def tell(table: str, written: int) -> None:
        nonlocal told
        if time.monotonic() - told > 5:
            told = time.monotonic()
            say(f"  {table}: {written:,}")

    try:
        say(f"Making {wanted.people:,} people with {wanted.tasks:,} tasks over {wanted.years} years ...")
        ways = actions.make_council(size=wanted, today=timezone.localdate(now), now=now, progress=tell)
    except actions.NotEmpty as problem:
        stop(str(problem))
    work_out()
    return ways


def work_out() -> None:
    """Work out what the worker would otherwise do first: line of sight, and findings."""
    from django.utils import timezone

    from goldenthread.thread.models import Touched
    from goldenthread.together.findings import actions as findings
    from goldenthread.together.sight.actions import refresh_all

    now = timezone.now()
    today = timezone.localdate(now)
    say("Following every line up to the vision ...")
    refresh_all(today=today)
    findings.scan(now=now, today=today)
    Touched.objects.all().delete()


def show(ways: list[SignIn]) -> None:
    """Print one way in for each kind of user."""
    say("Sign in as")
    for way in ways:
        say(f"  {way.user:<17} {way.email:<38} {way.pass_phrase}")
