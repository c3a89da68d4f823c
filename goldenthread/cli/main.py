"""Where the `goldenthread` command begins: every module named here adds its subcommands to the command."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from goldenthread.cli.app import app

for _module in ("running", "example", "exchange", "keeping", "doctor"):
    if find_spec(f"goldenthread.cli.{_module}"):
        import_module(f"goldenthread.cli.{_module}")

__all__ = ["app"]
