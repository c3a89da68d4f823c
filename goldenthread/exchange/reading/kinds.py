"""What kind of file the first bytes show it to be."""

from __future__ import annotations

from enum import StrEnum

from goldenthread.exchange.reading.problems import NotATable


class FileKind(StrEnum):
    TEXT = "text"
    ZIP = "zip"  # XLSX, or something else in a ZIP
    PDF = "a PDF document"
    IMAGE = "a picture"
    OLD_OFFICE = "an older Office file (XLS or DOC), or one with a password"
    WEB_PAGE = "a web page"
    XML = "an XML file"
    JSON = "a JSON file"
    RTF = "a rich text document"
    ARCHIVE = "a packed archive"
    PROGRAM = "a program"
    SOUND_OR_FILM = "a sound or film"


STARTS: tuple[tuple[bytes, FileKind], ...] = (
    (b"PK\x03\x04", FileKind.ZIP),
    (b"PK\x05\x06", FileKind.ZIP),
    (b"%PDF", FileKind.PDF),
    (b"\x89PNG", FileKind.IMAGE),
    (b"\xff\xd8\xff", FileKind.IMAGE),
    (b"GIF8", FileKind.IMAGE),
    (b"II*\x00", FileKind.IMAGE),
    (b"MM\x00*", FileKind.IMAGE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLD_OFFICE),
    (b"{\\rtf", FileKind.RTF),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"7z\xbc\xaf", FileKind.ARCHIVE),
    (b"Rar!", FileKind.ARCHIVE),
    (b"MZ", FileKind.PROGRAM),
    (b"\x7fELF", FileKind.PROGRAM),
    (b"ID3", FileKind.SOUND_OR_FILM),
    (b"OggS", FileKind.SOUND_OR_FILM),
)
CURES = {
    FileKind.OLD_OFFICE: "Open it in a spreadsheet and save it as XLSX or CSV, without a password.",
    FileKind.PDF: "Ask for the table itself, as CSV or XLSX: a PDF holds only its picture.",
}


def kind_of(start: bytes) -> FileKind:
    """Tell the kind of a file from its first bytes (4,096 are enough). What is nothing else counts as text."""
    for magic, kind in STARTS:
        # Two letters open many a table ("MZ" a column's name): a program is told by what follows them too.
        if start.startswith(magic) and (kind is not FileKind.PROGRAM or b"\x00" in start):
            return kind
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return FileKind.IMAGE
    if start[4:8] == b"ftyp":
        return FileKind.SOUND_OR_FILM
    return kind_of_text(start)


def kind_of_text(start: bytes) -> FileKind:
    words = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if words.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return FileKind.WEB_PAGE
    if words.startswith((b"<?xml", b"<svg")):
        return FileKind.XML
    if words.startswith((b'{"', b"{\n", b"{\r", b"[{", b"{}", b"[\n")):
        return FileKind.JSON
    return FileKind.TEXT


def refuse_what_is_no_table(kind: FileKind, *, name: str) -> None:
    """Let text and ZIP pass.

    Raises:
        NotATable: the file is of a kind that holds no table.
    """
    if kind in {FileKind.TEXT, FileKind.ZIP}:
        return
    raise NotATable(f"{name} is {kind.value}, not a table.", cure=CURES.get(kind, ""))
