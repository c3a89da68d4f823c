"""An installation of its own for tests that start the `goldenthread` command as a process."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Installation:
    """A data folder and an empty database, SQLite or PostgreSQL as the run is, with the product's own settings."""

    folder: Path
    environment: dict[str, str]

    def run(self, *arguments: str, timeout_seconds: float = 120) -> subprocess.CompletedProcess[str]:
        """Run `goldenthread` with these arguments to its end; the caller looks at the exit status."""
        return subprocess.run(
            [sys.executable, "-m", "goldenthread", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout_seconds,
            check=False,
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start `goldenthread` in a process group of its own; the caller ends it."""
        return subprocess.Popen(
            [sys.executable, "-m", "goldenthread", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An empty installation; its database is dropped afterwards."""
    environment = {**os.environ, "GOLDENTHREAD_DATA": str(tmp_path / "data"), "PYTHONUNBUFFERED": "1"}
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield Installation(tmp_path / "data", environment)
        return
    name = f"installation_{uuid.uuid4().hex}"
    maintenance = urlunsplit(urlsplit(server)._replace(path="/postgres"))
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            address = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
            yield Installation(tmp_path / "data", {**environment, "DATABASE_URL": address})
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
