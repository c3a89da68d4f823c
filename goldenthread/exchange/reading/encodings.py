"""Which encoding a file of text is in, found from its bytes; and text that was decoded wrongly before we got it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from goldenthread.exchange.reading.problems import CannotDecode, HasNulBytes
from goldenthread.exchange.reading.tables import Table

CHUNK = 1 << 20
# Characters shown to either side of a place that looks mangled.
AROUND = 30
WORDS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with byte order mark",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac OS Roman",
}
# What Mac OS writes for “ ” ‘ ’, a no-break space and dashes, read as Windows-1252 or Latin-1. It cannot be told apart
# from real accented capitals by a single letter, so what stands around it decides, and people see what would be mended.
MANGLED = str.maketrans({"Ò": "“", "Ó": "”", "Ô": "‘", "Õ": "’", "Ê": "\u00a0", "Ð": "–", "Ñ": "—"})
MANGLED_LOOK = re.compile(
    r"\b[ÔÒ](?=[a-zA-Z])|(?<=[a-z.,!?])[ÕÓ](?=s?(?!\w))|(?<=[A-Z])Õ(?=s(?!\w))|(?<=[a-z.>])Ê|Ê(?=<)"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name, and others that the same bytes could be in (only where they would read differently)."""

    codec: str
    possible: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return WORDS.get(self.codec, self.codec)


def find_encoding(stream: BinaryIO, *, name: str, chosen: str = "") -> Encoding:
    """Return the encoding of a whole stream, read once from its start.

    UTF-8 when all bytes are valid as such, else Windows-1252; bytes that Windows-1252 does not have mean Mac OS Roman.

    Raises:
        HasNulBytes: the file holds bytes 0, so it is no text in an encoding known here.
        CannotDecode: the encoding `chosen` by a person does not fit the bytes.
    """
    stream.seek(0)
    start = stream.read(4)
    stream.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return checked(stream, "utf-16", name=name)
    if chosen:
        return checked(
            stream, "utf-8-sig" if chosen == "utf-8" and start.startswith(codecs.BOM_UTF8) else chosen, name=name
        )
    refuse_nul_bytes(stream, name=name)
    if is_valid(stream, "utf-8"):
        return Encoding("utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8")
    if is_valid(stream, "cp1252"):
        return Encoding("cp1252", ("cp1252", "mac_roman"))
    return Encoding("mac_roman", ("mac_roman",))


def checked(stream: BinaryIO, codec: str, *, name: str) -> Encoding:
    if codec != "utf-16":
        refuse_nul_bytes(stream, name=name)
    if not is_valid(stream, codec):
        raise CannotDecode(f"{name} is not in {WORDS.get(codec, codec)}.")
    return Encoding(
        codec, tuple(dict.fromkeys((codec, "cp1252", "mac_roman"))) if codec in {"cp1252", "mac_roman"} else ()
    )


def is_valid(stream: BinaryIO, codec: str) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        while chunk := stream.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def refuse_nul_bytes(stream: BinaryIO, *, name: str) -> None:
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        if b"\x00" in chunk:
            raise HasNulBytes(f"{name} holds NUL bytes: it is not plain text, or it was damaged on its way here.")


def looks_mangled(text: str) -> bool:
    """Tell whether quotation marks or spaces of Mac OS Roman were read as Windows-1252 before the text reached us."""
    return MANGLED_LOOK.search(text) is not None


def mend(text: str) -> str:
    """Return a text that looks mangled with its quotation marks, spaces and dashes as they were; others unchanged."""
    return text.translate(MANGLED) if looks_mangled(text) else text


def mended(table: Table) -> Table:
    """Return a table with every mangled cell mended."""
    rows = tuple(replace(row, cells=tuple(map(mend, row.cells))) for row in table.rows)
    return replace(table, rows=rows)


def count_mangled(table: Table) -> int:
    """Return how many cells look mangled."""
    return sum(looks_mangled(cell) for row in table.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Mangled:
    """How many cells of some tables look mangled, and a piece of the first as it stands and as it would be mended."""

    count: int
    before: str
    after: str


def find_mangled(tables: Iterable[Table]) -> Mangled | None:
    """Return what looks mangled in some tables; None: nothing does."""
    count, piece = 0, ""
    for table in tables:
        count += count_mangled(table)
        cells = (cell for row in table.rows for cell in row.cells)
        piece = piece or next((around_mangled(cell) for cell in cells if looks_mangled(cell)), "")
    return Mangled(count, piece, piece.translate(MANGLED)) if count else None


def around_mangled(text: str) -> str:
    """Return the words about the first place that looks mangled."""
    match = MANGLED_LOOK.search(text)
    if match is None:
        return ""
    start, stop = max(0, match.start() - AROUND), match.end() + AROUND
    before, after = text[start : match.start()], text[match.end() : stop]
    if start:
        before = before.partition(" ")[2] or before
    if stop < len(text):
        after = after.rpartition(" ")[0] or after
    return " ".join(f"{before}{match.group()}{after}".split())


def mending(table: Table, *, wanted: bool) -> tuple[Table, Mapping[str, int]]:
    """Return a table, mended if that is wanted and needed, and how many cells looked mangled and were mended."""
    count = count_mangled(table)
    facts = {"mangled_cells": count, "mended_cells": count if wanted else 0}
    return mended(table) if count and wanted else table, facts
