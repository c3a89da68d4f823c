"""What a figure was measured on, said beside every figure."""

from __future__ import annotations

import os
import platform
import sqlite3
from pathlib import Path


def processor() -> str:
    """Return the processor's name as the system gives it, or the architecture."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def describe(database: str = "") -> str:
    """Return one line: processor, cores, Python, database."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    engine = database or f"SQLite {sqlite3.sqlite_version}"
    return f"{processor()}, {cores} cores, Python {platform.python_version()}, {engine}"
