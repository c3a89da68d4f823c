"""`goldenthread backup` and `goldenthread restore`: a copy that proves itself, and putting it back."""

from goldenthread.cli.keeping import commands

__all__ = ["commands"]
