"""Where the `goldenthread` command begins: every module imported here adds its subcommands to the command."""

from __future__ import annotations

from goldenthread.cli import doctor, example, exchange, keeping, mending, running
from goldenthread.cli.app import app

__all__ = ["app", "doctor", "example", "exchange", "keeping", "mending", "running"]
