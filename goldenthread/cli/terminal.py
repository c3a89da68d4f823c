"""Words to whoever runs a command: plain lines, no colour that a log would keep."""

from __future__ import annotations

from typing import NoReturn

import typer


def say(words: str = "") -> None:
    typer.echo(words)


def warn(words: str) -> None:
    typer.echo(words, err=True)


def stop(words: str, *, code: int = 1) -> NoReturn:
    """Say what is wrong and what cures it, and end the command."""
    typer.echo(words, err=True)
    raise typer.Exit(code)
