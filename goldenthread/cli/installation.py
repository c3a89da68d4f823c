"""Making an installation ready to run: its folder, its tables, its first address."""

from __future__ import annotations

from pathlib import Path

from goldenthread.cli.terminal import stop


def make_ready() -> None:
    """Make the data folder and bring the database's tables up to this version. Harmless to repeat."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import OperationalError

    for folder in (settings.DATA_FOLDER, settings.STATIC_ROOT, settings.MEDIA_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    try:
        if missing_migrations():
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    except OperationalError as problem:
        stop(unreachable(problem))


def unreachable(problem: Exception) -> str:
    """Say that the database does not answer, and what to look at."""
    from django.db import connection

    if connection.vendor == "postgresql":
        return (
            f"The database server does not answer. Look at DATABASE_URL and at the server itself.\n  {problem}".rstrip()
        )
    return f"The database file cannot be opened: {connection.settings_dict['NAME']}\n  {problem}"


def missing_migrations() -> list[str]:
    """Return the names of migrations that the database has not had."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return [
        f"{step.app_label}.{step.name}" for step, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]


def unknown_migrations() -> list[str]:
    """Return the names of migrations that the database has had and this version does not know: it is newer."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ours = {app for app, _name in loader.disk_migrations}
    return [
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in ours and (app, name) not in loader.disk_migrations
    ]


def refuse_unless_up_to_date() -> None:
    """Stop a process that shares a database somebody else brings up to date."""
    from django.db import OperationalError

    try:
        missing, unknown = missing_migrations(), unknown_migrations()
    except OperationalError as problem:
        stop(unreachable(problem))
    if missing:
        stop("The database is older than this version. Bring it up to date first: goldenthread migrate")
    if unknown:
        stop(f"The database is newer than this version (it has had {unknown[-1]}). Install the newer version here too.")


def is_empty() -> bool:
    """Tell whether nobody has set this installation up."""
    from goldenthread.organisation.models import Organisation
    from goldenthread.people.models import Person

    return not Organisation.objects.exists() and not Person.objects.exists()


def is_set_up() -> bool:
    """Tell whether somebody who can sign in administers. Files brought in by command do not make anybody that."""
    from goldenthread.office import queries

    return queries.is_set_up()


def setup_address(root: str) -> str:
    """Return the address at which an installation is set up, good for one day."""
    from django.utils import timezone

    from goldenthread.access import actions

    return f"{root}{actions.make_setup_address(now=timezone.now())}"
