"""The `goldenthread` command itself, and what every subcommand begins with."""

from __future__ import annotations

import os

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def start_django() -> None:
    """Read the settings and load the rooms. Commands call it first and import rooms after it: `--help` stays quick."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    import django

    django.setup()
