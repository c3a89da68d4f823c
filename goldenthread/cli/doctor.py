"""`goldenthread doctor`: look at the installation and say in plain words what is wrong and what cures it."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typer

from goldenthread.cli.app import app, start_django
from goldenthread.cli.terminal import say

LOW_SPACE = 2_000_000_000
LONG_WAL = 500_000_000
SILENT = timedelta(minutes=2)
OLDEST_SQLITE, OLDEST_POSTGRESQL = (3, 40), 15


@dataclass(frozen=True, slots=True)
class Said:
    """One line: `ok`, `note` (works, but look at it) or `bad` (does not work), and what to do."""

    mark: str
    words: str
    cure: str = ""


def ok(words: str) -> Said:
    return Said("ok", words)


def note(words: str, cure: str) -> Said:
    return Said("note", words, cure)


def bad(words: str, cure: str) -> Said:
    return Said("bad", words, cure)


@app.command()
def doctor() -> None:
    """Look at this installation and say in plain words what is wrong and what cures it."""
    start_django()
    said = list(examine())
    for one in said:
        say(f"{one.mark:>4}  {one.words}")
        if one.cure:
            say(f"      {one.cure}")
    troubles = sum(one.mark == "bad" for one in said)
    say("Everything that must work does." if not troubles else f"{troubles} of {len(said)} things do not work.")
    raise typer.Exit(1 if troubles else 0)


def examine() -> Iterator[Said]:
    """Yield what is found, the ground first: what stands on a database is looked at only when there is one."""
    yield from _folder()
    yield from _settings()
    database = list(_database())
    yield from database
    if any(one.mark == "bad" for one in database):
        return
    for look in (_migrations, _worker, _jobs, _files, _organisation):
        yield from look()


def _folder() -> Iterator[Said]:
    from django.conf import settings

    folder = Path(settings.DATA_FOLDER)
    if not os.access(folder, os.W_OK | os.X_OK):
        yield bad(f"The data folder {folder} cannot be written.", "Give it to the account that runs Goldenthread.")
        return
    is_open = stat.S_IMODE(folder.stat().st_mode) & 0o077
    if is_open:
        yield note(f"The data folder {folder} can be read by others on this machine.", f"chmod 700 {folder}")
    else:
        yield ok(f"The data folder is {folder}, and only this account reads it.")
    free = shutil.disk_usage(folder).free
    words = f"{free / 1e9:,.1f} GB are free on its disk."
    yield ok(words) if free > LOW_SPACE else bad(words, "Make room: a full disk stops every change.")
    key = folder / "secret-key"
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        yield bad("The secret key can be read by others on this machine.", f"chmod 600 {key}")
    elif key.exists():
        yield ok("The secret key is kept in the data folder, and only this account reads it.")


def _settings() -> Iterator[Said]:
    from django.conf import settings

    if settings.DEBUG:
        yield bad("Debugging is on: errors show the inside to everyone.", "Unset GOLDENTHREAD_DEBUG.")
    is_public = any(host not in {"127.0.0.1", "localhost", "[::1]"} for host in settings.ALLOWED_HOSTS)
    if settings.IS_HTTPS:
        yield ok("Cookies travel by HTTPS only.")
    elif is_public:
        yield bad("People reach this by name, but without HTTPS.", "Put it behind HTTPS and set GOLDENTHREAD_HTTPS=1.")
    else:
        yield note(
            "Only this machine can use it.", "For others: GOLDENTHREAD_HOSTS=your.name and GOLDENTHREAD_HTTPS=1."
        )
    if "smtp" in settings.EMAIL_BACKEND:
        yield ok(f"Mail goes through {settings.EMAIL_HOST}.")
    else:
        yield note("No mail is sent; it is written to the terminal.", "Set GOLDENTHREAD_SMTP_HOST to send it.")


def _database() -> Iterator[Said]:
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as problem:
        yield bad(f"The database does not answer: {problem}".strip(), "Look at DATABASE_URL and at the server.")
        return
    yield from (_sqlite() if connection.vendor == "sqlite" else _postgresql())
    yield from _clock()


def _sqlite() -> Iterator[Said]:
    import sqlite3

    from django.db import connection

    version = sqlite3.sqlite_version
    is_old = sqlite3.sqlite_version_info[:2] < OLDEST_SQLITE
    yield (
        bad(f"SQLite is {version}.", "3.40 or newer is needed.") if is_old else ok(f"The database is SQLite {version}.")
    )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
        cursor.execute("PRAGMA quick_check(1)")
        health = cursor.fetchone()[0]
    if mode != "wal":
        yield bad(
            "The write-ahead log is off, so readers wait for writers.",
            "Is the data folder on a network drive? Move it.",
        )
    if health != "ok":
        yield bad(f"The database file is damaged: {health}", "Restore the last backup.")
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    if log.exists() and log.stat().st_size > LONG_WAL:
        yield note(
            f"The write-ahead log has grown to {log.stat().st_size / 1e6:,.0f} MB.", "Restart Goldenthread once."
        )


def _postgresql() -> Iterator[Said]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
        cursor.execute("SHOW server_encoding")
        encoding = cursor.fetchone()[0]
    if int(version.partition(".")[0]) < OLDEST_POSTGRESQL:
        yield bad(f"PostgreSQL is {version}.", "15 or newer is needed.")
    elif encoding != "UTF8":
        yield bad(f"The database is encoded as {encoding}.", "Make it again with ENCODING 'UTF8'.")
    else:
        yield ok(f"The database is PostgreSQL {version}.")


def _clock() -> Iterator[Said]:
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        theirs = cursor.fetchone()[0]
    if isinstance(theirs, str):
        theirs = datetime.fromisoformat(theirs).replace(tzinfo=UTC)
    away = abs((timezone.now() - theirs).total_seconds())
    words = f"It is {timezone.localtime():%d %b %Y, %H:%M} in {settings.TIME_ZONE}"
    if away > 5:
        yield bad(
            f"{words} here, and {away:,.0f} seconds away from that on the database.", "Set both clocks by the network."
        )
    else:
        yield ok(f"{words}, and the database agrees.")


def _migrations() -> Iterator[Said]:
    from goldenthread.cli import installation

    missing, unknown = installation.missing_migrations(), installation.unknown_migrations()
    if missing:
        yield bad(f"The tables are {len(missing)} steps behind this version.", "goldenthread migrate")
    elif unknown:
        yield bad("The tables are ahead of this version.", "Install the version that made them, or a newer one.")
    else:
        yield ok("The tables are those of this version.")


def _worker() -> Iterator[Said]:
    from django.utils import timezone

    from goldenthread.cli import installation
    from goldenthread.jobs import queries, worker
    from goldenthread.jobs.models import Job

    if installation.missing_migrations():
        return
    now = timezone.now()
    seen = queries.worker_seen_at()
    running = [job for job in Job.objects.filter(state=Job.State.RUNNING) if not worker.is_abandoned(job, now=now)]
    if running:
        yield ok(f"A worker is busy with {len(running)} job{'s' if len(running) > 1 else ''}.")
    elif seen is not None and now - seen < SILENT:
        yield ok(f"A worker is well; it said so {(now - seen).total_seconds():.0f} seconds ago.")
    else:
        yield bad(
            "No worker is working.",
            "Start Goldenthread with goldenthread run, or a worker alone with goldenthread work.",
        )
    waiting = queries.waiting_for(now=now)
    if waiting > timedelta(minutes=10):
        yield note(f"A job has been waiting for {waiting.total_seconds() / 60:,.0f} minutes.", "Start another worker.")


def _jobs() -> Iterator[Said]:
    from django.utils import timezone

    from goldenthread.cli import installation
    from goldenthread.jobs import queries

    if installation.missing_migrations():
        return
    failed = queries.failed_jobs(since=timezone.now() - timedelta(days=7))
    count = failed.count()
    if count:
        last = failed[0]
        yield note(
            f"{count} jobs failed in the last week; the last: {last.kind}, {last.problem}", "See Jobs in the menu."
        )
    else:
        yield ok("No job failed in the last week.")


def _files() -> Iterator[Said]:
    from django.conf import settings

    from goldenthread.cli import installation
    from goldenthread.ui import assets

    sheet = assets.__file__
    if not Path(sheet).with_name("static").is_dir():
        yield bad("Style sheets and scripts are missing from the program.", "Install Goldenthread again.")
    else:
        yield ok("Style sheets and scripts are in their place.")
    if installation.missing_migrations():
        return
    media = Path(settings.MEDIA_ROOT)
    spoken_of = set(_files_spoken_of())
    missing = [name for name in spoken_of if not (media / name).is_file()]
    orphans = [
        path
        for path in media.rglob("*")
        if path.is_file() and path.parent.name != "exports" and path.relative_to(media).as_posix() not in spoken_of
    ]
    if missing:
        yield bad(f"{len(missing)} attached files are missing, such as {missing[0]}.", "Restore them from a backup.")
    if orphans:
        size = sum(path.stat().st_size for path in orphans)
        yield note(
            f"{len(orphans)} files ({size / 1e6:,.1f} MB) belong to nothing.",
            f"They are below {media}; you may delete them.",
        )
    if not missing and not orphans:
        yield ok(f"All {len(spoken_of)} attached files are there, and no others.")


def _files_spoken_of() -> Iterator[str]:
    """Yield the names of files that some row speaks of."""
    from django.apps import apps
    from django.db.models import FileField

    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField):
                yield from model._default_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)


def _organisation() -> Iterator[Said]:
    from goldenthread.cli import installation
    from goldenthread.organisation.models import Organisation

    if installation.missing_migrations():
        return
    organisation = Organisation.objects.first()
    if organisation is None:
        yield note("Nobody has set it up yet.", "goldenthread run prints the address for that.")
    elif organisation.is_example:
        yield note(
            f"{organisation.name} is an example; its pass phrases are known to everyone.",
            "Never put people's data here.",
        )
    else:
        yield ok(f"It is set up for {organisation.name}.")
