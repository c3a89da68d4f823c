"""What stands in single cells of a published structure: names that are no names, numbers, pay, wrapped texts. Pure."""

from __future__ import annotations

import ast
import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Holder(StrEnum):
    """What the name of a post says about who holds it."""

    NAMED = "named"
    UNNAMED = "unnamed"  # held by somebody whose name is not disclosed
    VACANT = "vacant"
    ELIMINATED = "eliminated"  # the post was abolished


TOP = "xx"
NOT_A_POST = "0"
UNDISCLOSED = frozenset({"n/d", "nd", "n/a", "na", "not disclosed", "undisclosed", ""})
VACANT = frozenset({"vacant", "vacancy", "vacant post", "post vacant", "currently vacant"})
ELIMINATED = frozenset({"eliminated", "post eliminated", "eliminated post"})
NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?|-?\.\d+")
THOUSANDTH = Decimal("0.001")
PENNY = Decimal("0.01")
MOST_FTE = Decimal(999_999)
MOST_PAY = Decimal(9_999_999_999)


class NotANumber(ValueError):
    """A text where a number should be; the message says why in a sentence."""


def holder_of(name: str) -> Holder:
    plain = name.casefold().strip()
    if plain in UNDISCLOSED:
        return Holder.UNNAMED
    if plain in VACANT:
        return Holder.VACANT
    return Holder.ELIMINATED if plain in ELIMINATED else Holder.NAMED


def is_top(superior: str) -> bool:
    return superior.casefold() == TOP


def read_number(text: str) -> Decimal:
    """Return a number as people write it (1,204.5).

    Raises:
        NotANumber: anything else.
    """
    if not NUMBER.fullmatch(text) or not text.isascii():
        raise NotANumber(f"“{text}” is not a number.")
    return Decimal(text.replace(",", ""))


def read_fte(text: str) -> Decimal | None:
    """Return full-time equivalents, 0 or more, to a thousandth; None for an empty text.

    Raises:
        NotANumber: no number, less than nothing, or beyond any organisation.
    """
    if not text:
        return None
    number = read_number(text)
    if number < 0:
        raise NotANumber("Full-time equivalents cannot be less than 0.")
    if number > MOST_FTE:
        raise NotANumber(f"{text} full-time equivalents are more than any post can stand for.")
    return number.quantize(THOUSANDTH, ROUND_HALF_UP).normalize() + 0


def read_pay(text: str) -> Decimal | None:
    """Return a yearly pay in pounds; None where it is not disclosed (empty, N/D or 0).

    Raises:
        NotANumber: anything else that is no amount.
    """
    plain = text.casefold().removeprefix("£").strip()
    if plain in UNDISCLOSED:
        return None
    number = read_number(plain)
    if not 0 <= number <= MOST_PAY:
        raise NotANumber(f"“{text}” is no yearly pay.")
    return number.quantize(PENNY, ROUND_HALF_UP) if number else None


def unwrap(text: str) -> str:
    """Return a text without the quotation marks or list brackets that some publishers' tools left around it."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        text = "\n".join(unwrap(part) for part in listed(text)) or text
    if len(text) > 1 and text[0] == text[-1] == "'":
        text = text[1:-1].strip()
    return text


def listed(text: str) -> list[str]:
    """Return the texts of a list as the Python language writes it, or nothing when it is no such list."""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    if not isinstance(value, list):
        return []
    return [part for part in value if isinstance(part, str)]
