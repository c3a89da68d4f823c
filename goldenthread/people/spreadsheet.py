"""Rows of text for a spreadsheet that opens no formula. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

# What a spreadsheet takes for the beginning of a formula or of a command.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(value: object) -> str:
    """Return a value as text that a spreadsheet shows and never works out: an apostrophe goes before what it might.

    Nothing is the empty text. Numbers keep their sign.
    """
    if value is None:
        return ""
    text = str(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(DANGEROUS) and not is_number else text


class _Line:
    """A file of one line: `csv` writes into it, and the line is taken out."""

    def write(self, text: str) -> str:
        return text


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a CSV file with these heads, as spreadsheets read it: with a byte order mark and CRLF."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow([neutral(head) for head in heads])
    for row in rows:
        yield writer.writerow([neutral(value) for value in row])
