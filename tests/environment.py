"""Which database the tests run on, and what differs from the product's own settings while they run.

Loaded before everything else (`-p tests.environment` in pyproject.toml), because Django reads its settings once.

    --database=sqlite     a file in a temporary folder (the default)
    --database=postgres   the server that DATABASE_URL names, else one that this run brings itself; short: --postgres
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import PostgresServer

# Set by the process that starts the run and inherited by its workers.
FOLDER_VARIABLE = "GOLDENTHREAD_TESTS_FOLDER"

_server = PostgresServer()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("goldenthread")
    group.addoption("--database", choices=("sqlite", "postgres"), default="sqlite", help="what the tests run on")
    group.addoption("--postgres", dest="database", action="store_const", const="postgres", help="--database=postgres")
    group.addoption(
        "--touching-database", action="store_true", help="only tests that use a database: what a second one can change"
    )


def is_worker() -> bool:
    """Whether this process is one of several that share a run."""
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Name the database and the data folder before Django's settings are read, and soften them after."""
    if not is_worker():
        os.environ[FOLDER_VARIABLE] = tempfile.mkdtemp(prefix="goldenthread-tests-")
        choose_database(early_config.known_args_namespace.database)
    data = Path(os.environ[FOLDER_VARIABLE]) / os.environ.get("PYTEST_XDIST_WORKER", "alone")
    (data / "static").mkdir(parents=True)
    os.environ["GOLDENTHREAD_DATA"] = str(data)
    for name in [name for name in os.environ if name.startswith(("GOLDENTHREAD_OIDC_", "GOLDENTHREAD_SMTP_"))]:
        del os.environ[name]
    yield
    soften_settings(data)


def choose_database(database: str) -> None:
    if database == "sqlite":
        os.environ.pop("DATABASE_URL", None)
        return
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith(("postgres://", "postgresql://")):
        os.environ["DATABASE_URL"] = _server.start(Path(os.environ[FOLDER_VARIABLE]) / "postgres")


def soften_settings(data: Path) -> None:
    """Give up in tests what costs time and proves nothing there."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, not memory: threads of the live server then queue for the write lock as they do in real life.
        database.setdefault("TEST", {})["NAME"] = str(data / "test.sqlite3")
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Emptied after each test (conftest.py); the database's cache table would outlive a test's transaction.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


def pytest_unconfigure() -> None:
    if is_worker():
        return
    _server.stop()
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


def pytest_report_header() -> str:
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return "database: SQLite"
    return f"database: PostgreSQL, {'its own server' if _server.is_running else 'the server in DATABASE_URL'}"


def touches_database(item: pytest.Item) -> bool:
    """Whether a test asks for a database, by mark or by fixture."""
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(
        names & {"db", "transactional_db", "live_server", "installation"}
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("touching_database"):
        return
    left_out = [item for item in items if not touches_database(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if touches_database(item)]
