"""A file as it was given → a table of text, with what was found out about it. No Django, no clock.

`read_table` takes any seekable stream of bytes, so that a large upload is read from disk and never held twice.
"""

from goldenthread.exchange.reading.problems import (
    CannotDecode,
    CellTooLong,
    EmptyFile,
    ExpandsTooFar,
    HasNulBytes,
    HeaderOnly,
    NoSuchSheet,
    NotATable,
    SheetTooWide,
    TooLarge,
    TooManyRows,
    UnclosedQuotation,
    Unreadable,
    WrongFile,
)
from goldenthread.exchange.reading.tables import Row, Source, Table
from goldenthread.exchange.reading.tabulate import MOST_BYTES, read_table

__all__ = [
    "MOST_BYTES",
    "CannotDecode",
    "CellTooLong",
    "EmptyFile",
    "ExpandsTooFar",
    "HasNulBytes",
    "HeaderOnly",
    "NoSuchSheet",
    "NotATable",
    "Row",
    "SheetTooWide",
    "Source",
    "Table",
    "TooLarge",
    "TooManyRows",
    "UnclosedQuotation",
    "Unreadable",
    "WrongFile",
    "read_table",
]
