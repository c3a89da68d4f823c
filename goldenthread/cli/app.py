"""The `goldenthread` command itself, and what every subcommand begins with."""

from __future__ import annotations

import os

import typer

from goldenthread.cli.terminal import stop

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Goldenthread: one line from the vision to each person's day.",
)


@app.callback()
def command() -> None:
    """Keep subcommands subcommands, however few there are."""


def start_django() -> None:
    """Read the settings and load the rooms. Commands call it first and import rooms after it: `--help` stays quick."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    os.umask(0o077)
    import django

    try:
        django.setup()
    except PermissionError as problem:
        stop(f"{problem.filename} is not ours to write. Set GOLDENTHREAD_DATA to a folder that this account owns.")
