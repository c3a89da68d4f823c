"""The two commands, and what both databases have in common: the files, the key, who may be running meanwhile."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from goldenthread.cli.app import app, start_django
from goldenthread.cli.keeping.archive import Manifest, NotABackup, Reading, Writing
from goldenthread.cli.terminal import say, stop

KEY = "secret-key"


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it, such as goldenthread-2026-11-24.zip.")],
    replace: Annotated[bool, typer.Option(help="Write over a file that is there.")] = False,
) -> None:
    """Write everything to one file, while people go on working. It holds all there is of everyone: keep it safe."""
    started = time.monotonic()
    start_django()
    from django.db import connection

    from goldenthread import __version__
    from goldenthread.cli import in_use, installation

    in_use.share()
    installation.refuse_unless_up_to_date()
    if file.exists() and not replace:
        stop(f"{file} is there already. Choose another name, or say --replace.")
    if not file.parent.is_dir():
        stop(f"There is no folder {file.parent}.")
    manifest = Manifest(datetime.now(UTC).isoformat(timespec="seconds"), __version__, connection.vendor)
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    try:
        _write(Writing(part, manifest), beside=part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    rows = sum(manifest.rows.values())
    size = file.stat().st_size / 1_000_000
    say(f"{file}: {rows:,} rows of {len(manifest.rows)} tables and {len(_files(manifest))} files, {size:,.1f} MB,")
    say(f"written in {time.monotonic() - started:.0f} seconds. Restore it with: goldenthread restore {file}")


def _write(archive: Writing, *, beside: Path) -> None:
    """Add the database first and the files after it: what a row speaks of is then there."""
    from django.conf import settings
    from django.db import connection

    from goldenthread.cli.keeping import postgres, sqlite

    if connection.vendor == "sqlite":
        sqlite.write(archive, beside=beside)
    else:
        postgres.write(archive)
    media = Path(settings.MEDIA_ROOT)
    for path in sorted(media.rglob("*")):
        try:
            if path.is_file():
                archive.add_file(f"files/{path.relative_to(media).as_posix()}", path)
        except FileNotFoundError:
            continue  # removed while we looked: no row speaks of it any more
    key = Path(settings.DATA_FOLDER) / KEY
    if key.exists():
        archive.add_file(KEY, key)
    archive.close()


def _files(manifest: Manifest) -> list[str]:
    return [name for name in manifest.parts if name.startswith("files/")]


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that goldenthread backup wrote.")],
    replace: Annotated[bool, typer.Option(help="Put it in the place of what is here, which is lost.")] = False,
) -> None:
    """Put a backup back. It is compared with its manifest first, and with itself once it is in."""
    started = time.monotonic()
    start_django()
    from django.db import OperationalError

    from goldenthread.cli import in_use, installation
    from goldenthread.organisation.models import Organisation

    try:
        archive = Reading(file)
        _refuse_strange(archive)
        with in_use.alone():
            _refuse_what_is_here(replace=replace)
            _read(archive)
            installation.make_ready()
            unfinished = installation.missing_migrations()
    except (NotABackup, in_use.InUse) as problem:
        stop(f"Nothing was restored. {problem}")
    except OperationalError as problem:
        stop(installation.unreachable(problem))
    if unfinished:
        stop(f"The tables could not be brought up to this version: {unfinished[0]} is missing.")
    organisation = Organisation.objects.first()
    name = organisation.name if organisation else "an empty installation"
    manifest = archive.manifest
    rows = sum(manifest.rows.values())
    say(f"Restored {name} as of {manifest.made_at}: {rows:,} rows of {len(manifest.rows)} tables and")
    say(f"{len(_files(manifest))} files, the same as were backed up. It took {time.monotonic() - started:.0f} seconds.")


def _refuse_strange(archive: Reading) -> None:
    """Raises:
    NotABackup: it is of the other database, or of a newer version.
    """
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    if archive.manifest.vendor != connection.vendor:
        raise NotABackup(
            f"This backup is of {names.get(archive.manifest.vendor, '?')}, and this installation is on "
            f"{names[connection.vendor]}. To change databases, export everything and import it here."
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    ours = {app for app, _name in known}
    newer = [name for app, name in archive.manifest.migrations if app in ours and (app, name) not in known]
    if newer:
        raise NotABackup(f"It was made by a newer version, {archive.manifest.version}. Install that version first.")


def _refuse_what_is_here(*, replace: bool) -> None:
    from django.db import connection

    from goldenthread.cli import installation
    from goldenthread.cli.keeping import postgres, sqlite

    if replace:
        return
    has_no_tables = sqlite.is_empty() if connection.vendor == "sqlite" else postgres.is_empty()
    if has_no_tables or (not installation.missing_migrations() and installation.is_empty()):
        return
    stop(
        "Nothing was restored. There is an organisation here; with --replace it is lost and the backup takes its place."
    )


def _read(archive: Reading) -> None:
    from django.conf import settings
    from django.db import connection

    from goldenthread.cli.keeping import postgres, sqlite

    data, media = Path(settings.DATA_FOLDER), Path(settings.MEDIA_ROOT)
    coming, going = media.with_name("files.restoring"), media.with_name("files.before")
    for leftover in (coming, going):
        shutil.rmtree(leftover, ignore_errors=True)
    coming.mkdir(parents=True, mode=0o700)
    for name in archive.names("files"):
        archive.extract(name, _inside(coming, name.removeprefix("files/")))
    if connection.vendor == "sqlite":
        sqlite.read(archive)
    else:
        postgres.read(archive)
    if media.exists():
        media.replace(going)
    coming.replace(media)
    shutil.rmtree(going, ignore_errors=True)
    if KEY in archive.manifest.parts and not os.environ.get("GOLDENTHREAD_SECRET_KEY"):
        archive.extract(KEY, data / KEY)


def _inside(folder: Path, name: str) -> Path:
    """Return the path of a part below a folder.

    Raises:
        NotABackup: the name leads out of the folder.
    """
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise NotABackup(f"{name} would be written outside the folder of files.")
    return path
