"""Why a file cannot be read at all, each in a sentence for the person who gave it, with what cures it."""

from __future__ import annotations


class Unreadable(Exception):
    """A file that gives no table. `code` names the reason for machines; the message and `cure` are for people."""

    code = "unreadable"
    cure = "Save the table again as CSV or XLSX, and choose that file."

    def __init__(self, words: str, *, cure: str = "") -> None:
        super().__init__(words)
        if cure:
            self.cure = cure


class EmptyFile(Unreadable):
    code = "empty"
    cure = "Choose a file that holds a table: a row of column names, then one row for each record."


class HeaderOnly(Unreadable):
    code = "header_only"
    cure = "Add the rows below the column names, or choose another file."


class TooLarge(Unreadable):
    code = "too_large"
    cure = "Bring it in as several files, or leave out columns that are not needed."


class TooManyRows(Unreadable):
    code = "too_many_rows"
    cure = "Bring it in as several files."


class ExpandsTooFar(Unreadable):
    code = "expands_too_far"
    cure = "Open it in a spreadsheet, keep only the sheet with the table, and save that as CSV."


class SheetTooWide(Unreadable):
    code = "sheet_too_wide"
    cure = "Delete the stray cells far right of or far below the table, or save the sheet as CSV."


class NotATable(Unreadable):
    code = "not_a_table"


class HasNulBytes(Unreadable):
    code = "nul_bytes"
    cure = "Open it in a spreadsheet and save it as “CSV UTF-8”."


class CannotDecode(Unreadable):
    code = "cannot_decode"
    cure = "Choose another encoding, or save the file as “CSV UTF-8”."


class CellTooLong(Unreadable):
    code = "cell_too_long"
    cure = "A quotation mark may be missing: look at that row in a text editor."


class UnclosedQuotation(Unreadable):
    code = "unclosed_quotation"
    cure = "Look at that row in a text editor and close the quotation."


class NoSuchSheet(Unreadable):
    code = "no_such_sheet"
    cure = "Choose one of the sheets that the file has."


class WrongFile(Unreadable):
    """The columns are those of something else; `looks_like` says of what, in words."""

    code = "wrong_file"

    def __init__(self, words: str, *, looks_like: str = "", cure: str = "") -> None:
        super().__init__(words, cure=cure)
        self.looks_like = looks_like
