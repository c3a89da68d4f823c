"""One cell of Goldenthread's own files: value to text and back. Pure.

What a spreadsheet would take for a formula is written with an apostrophe before it, and read back without: a text that
starts with any number of apostrophes and then one of `FORMULA_STARTS` gains one, and loses one. So every text survives.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation

from goldenthread.exchange.records import Scalar
from goldenthread.exchange.tables.kinds import Column, Kind

# The last four are the full-width forms of the first four.
FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_RISKY = re.compile(f"'*[{re.escape(FORMULA_STARTS)}]")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_BRITISH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2}(\.\d{1,6})?)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?([eE][+-]?\d{1,2})?", re.ASCII)
_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})


class WrongCell(Exception):
    """A cell that cannot mean what its column holds; the message says why, `cure` what to do."""

    def __init__(self, reason: str, *, cure: str) -> None:
        super().__init__(reason)
        self.cure = cure


def disarm(text: str) -> str:
    """Return a text as it is written, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def rearm(text: str) -> str:
    """Return a text as it was before `disarm`."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def write_moment(value: datetime) -> str:
    """Return a moment in UTC, to the second or, where it has more, to the microsecond."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def write_decimal(value: Decimal) -> str:
    """Return a number without an exponent or zeros that say nothing."""
    if not value:
        return "0"
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def write_cell(value: Scalar) -> str:
    """Return the text of a value, before quoting. None is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return disarm(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return write_decimal(value)
    if isinstance(value, datetime):
        return write_moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def read_cell(cell: str, column: Column) -> Scalar:
    """Return what a cell means in its column; an empty cell means None, or the empty text.

    Raises:
        WrongCell: it cannot mean anything there.
    """
    if "\x00" in cell:
        raise WrongCell("It holds a character that is no text (NUL).", cure="Delete that character.")
    if column.kind in {Kind.TEXT, Kind.REFERENCE}:
        return _read_text(rearm(cell), column)
    plain = rearm(cell).strip()
    if not plain:
        return "" if column.kind in _TEXTS and column.may_be_empty else None
    return _READERS[column.kind](plain, column)


def _read_text(text: str, column: Column) -> Scalar:
    if column.longest and len(text) > column.longest:
        raise WrongCell(
            f"It has {len(text):,} characters; there is room for {column.longest}.",
            cure=f"Shorten it to {column.longest} characters.",
        )
    if column.is_reference:
        return text or None
    return text


def _read_integer(cell: str, column: Column) -> int:
    try:
        # A spreadsheet may have made 3 into 3.0; what has a fraction is refused.
        number = int(cell) if cell.lstrip("+-").isdigit() and cell.isascii() else _whole(cell)
    except (InvalidOperation, ValueError):
        raise WrongCell("It is not a whole number.", cure="Write a whole number in digits.") from None
    least, most = column.least, column.most
    if (least is not None and number < least) or (most is not None and number > most):
        raise WrongCell(f"It is not between {least} and {most}.", cure=f"Write a whole number from {least} to {most}.")
    return number


def _whole(cell: str) -> int:
    number = _number(cell)
    if number != number.to_integral_value():
        raise ValueError(cell)
    return int(number)


def _number(cell: str) -> Decimal:
    if not _NUMBER.fullmatch(cell) or not any(char.isdigit() for char in cell):
        raise ValueError(cell)
    return Decimal(cell.replace(",", ""))


def _read_decimal(cell: str, column: Column) -> Decimal:
    try:
        number = _number(cell)
    except (InvalidOperation, ValueError):
        raise WrongCell("It is not a number.", cure="Write it in digits, with a point before decimals.") from None
    least, most = column.least, column.most
    if (least is not None and number < least) or (most is not None and number > most):
        limits = f"from {least} to {most}" if most is not None else f"of {least} or more"
        raise WrongCell(f"It is not a number {limits}.", cure=f"Write a number {limits}.")
    if number != round(number, column.places):
        raise WrongCell(f"It has more than {column.places} decimals.", cure=f"Round it to {column.places} decimals.")
    if abs(number) >= Decimal(10) ** (column.digits - column.places):
        raise WrongCell("It is too large.", cure="Check the number.")
    return number


def _read_yes_no(cell: str, _column: Column) -> bool:
    word = cell.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise WrongCell("It is neither yes nor no.", cure="Write yes or no.")


def _read_day(cell: str, _column: Column) -> date:
    if match := _ISO_DAY.fullmatch(cell):
        year, month, day = match.groups()
    elif match := _BRITISH_DAY.fullmatch(cell):
        day, month, year = match.groups()
    elif len(cell) > 10 and _ISO_DAY.match(cell) and re.fullmatch(r"[T ]00:00(:00)?", cell[10:]):
        return _read_day(cell[:10], _column)
    else:
        raise WrongCell("It is not a date.", cure="Write it as year-month-day, such as 2026-11-24.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise WrongCell(
            "There is no such day in the calendar.", cure="Write it as year-month-day, such as 2026-11-24."
        ) from None


def _read_moment(cell: str, _column: Column) -> datetime:
    cure = "Write it as 2026-11-24T09:30:00Z; the Z means coordinated universal time."
    try:
        value = datetime.fromisoformat(cell)
        if value.tzinfo is None:
            value = value.replace(tzinfo=UTC)
        return value.astimezone(UTC)
    except (ValueError, OverflowError):
        raise WrongCell("It is not a date and time.", cure=cure) from None


def _read_clock(cell: str, _column: Column) -> time:
    try:
        if not _CLOCK.fullmatch(cell):
            raise ValueError(cell)
        return time.fromisoformat(cell.zfill(5) if len(cell) < 5 else cell)
    except ValueError:
        raise WrongCell("It is not a time of day.", cure="Write it as hours:minutes, such as 09:30.") from None


def _read_choice(cell: str, column: Column) -> str:
    word = cell.casefold().replace(" ", "_")
    if word in column.choices:
        return word
    raise WrongCell("It is not one of the words that this column knows.", cure=f"Write {_either(column.choices)}.")


def _either(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _read_list(cell: str, _column: Column) -> str:
    return " ".join(cell.replace(",", " ").split())


def write_json(value: object) -> str:
    """Return a value as one line of JSON that is always the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if value else ""


def _read_json(cell: str, _column: Column) -> str:
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise WrongCell("It is not a JSON object.", cure='Write it as {"goal": {"one": "aim", "many": "aims"}}.')
    return write_json(value)


# Kinds whose empty cell is the empty text; of all others it is nothing at all.
_TEXTS = frozenset({Kind.CHOICE, Kind.LIST, Kind.JSON})
_READERS: dict[Kind, Callable[[str, Column], Scalar]] = {
    Kind.INTEGER: _read_integer,
    Kind.DECIMAL: _read_decimal,
    Kind.YES_NO: _read_yes_no,
    Kind.DATE: _read_day,
    Kind.MOMENT: _read_moment,
    Kind.CLOCK: _read_clock,
    Kind.CHOICE: _read_choice,
    Kind.LIST: _read_list,
    Kind.JSON: _read_json,
}


def write_row(cells: list[str]) -> str:
    """Return one line of a file: cells in the order of the columns, quoted where they must be, ended by a line feed."""
    if cells == [""]:
        return '""\n'
    return ",".join([_quoted(cell) if _NEEDS_QUOTES.search(cell) else cell for cell in cells]) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


_NEEDS_QUOTES = re.compile(r'[,"\r\n]|^\s|\s$')
