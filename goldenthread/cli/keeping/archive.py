"""The file a backup is: a ZIP with the database, the files people attached, the secret key, and a manifest of it all.

manifest.json            what is in it, how many rows each table has, and a digest (SHA-256) of every part
database/...             one SQLite file, or one file a table as PostgreSQL's COPY writes it
files/...                what people attached
secret-key               what signed-in sessions and links that work once are signed with
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20


class NotABackup(Exception):
    """The file is no backup, is damaged, or is of a kind this version cannot read; the message says which."""


@dataclass(slots=True)
class Part:
    """One member of the archive: its size in bytes and the SHA-256 of its content."""

    size: int
    digest: str


@dataclass(slots=True)
class Manifest:
    """What a backup says of itself. `rows` counts by table; `migrations` are those the database had had."""

    made_at: str
    version: str
    vendor: str
    migrations: list[list[str]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    format: int = FORMAT


class Writing:
    """An archive being written. Every part is digested on its way in."""

    def __init__(self, target: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "wb")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=1)

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Add a part from its bytes, however many."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        self.manifest.parts[name] = Part(size, digest.hexdigest())

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            self.add(name, chunks_of(file))

    def close(self) -> None:
        """Write the manifest last: an archive without one was not finished. Everything is on the disk afterwards."""
        self._zip.writestr(MANIFEST, json.dumps(asdict(self.manifest), indent=1))
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


class Reading:
    """An archive being read. Every part is compared with its digest on its way out."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            described = json.loads(self._zip.read(MANIFEST))
        except FileNotFoundError:
            raise NotABackup(f"There is no file {path}.") from None
        except (zipfile.BadZipFile, KeyError, ValueError, OSError):
            raise NotABackup(f"{path} is not a backup that was finished: it has no manifest.") from None
        if not isinstance(described, dict) or described.get("format") != FORMAT:
            raise NotABackup(f"{path} is a backup of a kind this version cannot read.")
        described["parts"] = {name: Part(**part) for name, part in described["parts"].items()}
        self.manifest = Manifest(**described)

    def names(self, folder: str) -> list[str]:
        return sorted(name for name in self.manifest.parts if name.startswith(f"{folder}/"))

    @contextmanager
    def part(self, name: str) -> Iterator[Iterator[bytes]]:
        """Give the bytes of a part, and compare them with its digest at the end.

        Raises:
            NotABackup: the part is missing or damaged.
        """
        digest = hashlib.sha256()

        def digested(file: IO[bytes]) -> Iterator[bytes]:
            for chunk in chunks_of(file):
                digest.update(chunk)
                yield chunk

        try:
            with self._zip.open(name) as member:
                yield digested(member)
        except (KeyError, zipfile.BadZipFile) as problem:
            raise NotABackup(f"{name} is missing from the backup, or damaged.") from problem
        if digest.hexdigest() != self.manifest.parts[name].digest:
            raise NotABackup(f"{name} is not what was backed up: it has been changed or damaged.")

    def extract(self, name: str, target: Path) -> None:
        """Write a part to a file that only its owner reads."""
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file, self.part(name) as chunks:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
