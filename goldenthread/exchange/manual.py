"""The reference of the files that come in and go out, written from their specifications. Pure."""

# ruff: noqa: E501 (rows of Markdown tables stand on one line)

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator

from goldenthread.exchange.organogram import JUNIOR_FIELDS, SENIOR_FIELDS
from goldenthread.exchange.plan import mapping
from goldenthread.exchange.tables import ITEMS, NOT_EXPORTED, TABLES, Column, Kind, Table

INTRODUCTION = """\
# File formats

This page is written from the specification in the code: `goldenthread formats > docs/reference/file-formats.md`.

## Three kinds of file come in

| command | what it takes |
| --- | --- |
| `goldenthread import organogram SENIOR.csv [JUNIOR.csv] --as-of DATE` | a published staff structure: one row a senior post, one row a group of like junior posts |
| `goldenthread import plan FILE --mapping MAPPING.toml` | any table of priorities, actions and sub-actions (CSV, TSV or XLSX) |
| `goldenthread import folder DIR` | Goldenthread's own files, as `goldenthread export DIR` writes them |

The same three are in the browser under Import. With `--dry-run` nothing is changed. `--report json` prints the whole
account: for each file `rows`, which is the sum of `new`, `changed`, `same` and `stopped`; every remark with file, row,
column, value, reason and cure; `rows`, each new or changed row with what it is or what changes; who joins, moves or seems to
have left; posts and units that end with work still in their hands; what is here and not in the files.

An import is one transaction: all of it is written or nothing. The same files brought in again change nothing. Files
never remove anything: what is here and not in them is listed and left alone. An import can be undone as a whole for
as long as the organisation keeps that (30 days at first), unless somebody has changed a record that it wrote, or built
on one, since.

## What a row can meet

| fate | what it means |
| --- | --- |
| new | its record was not here; what it is, is said: where a post stands, what an objective serves |
| changed | its record was here and differs; before and after are shown |
| same | its record was here, as the row says |
| stopped | it stays out; the reason and a cure are given. What refers to a stopped new record is stopped too |

{organogram}

{plan}

## Goldenthread's own files

UTF-8 (with or without a byte order mark), columns divided by commas, lines ended by a line feed, quoted as in RFC 4180.
Files that a spreadsheet saved with semicolons or tabs, or as Windows-1252, are read too. The first row names the
columns; their order is free. A column that is left out is not spoken of: what is here stays, and new records get what
is given below as *if left out*. Files that are left out are not spoken of either. Rows are sorted by their key.

| kind of column | how it is written |
| --- | --- |
| text | as it is. A text that a spreadsheet would take for a formula, because it starts with `=`, `+`, `-`, `@`, a tab, a line end or one of the first four in full width, has an apostrophe before it; so has one that starts with apostrophes and then one of these. Import takes that one apostrophe away again, and no other |
| whole number, number | digits, a point before decimals, no zeros that say nothing |
| yes or no | `yes`, `no` |
| date | `2026-11-24`; import also reads `24/11/2026`, day first |
| date and time | `2026-11-24T09:30:00Z`, in coordinated universal time |
| time of day | `09:30:00` |
| one of | one of the words given |
| key in | the key of a record of that table, in these files or here. *items* means visions, values, goals, objectives and plans: their references are unique across all five |
| list | words divided by spaces |
| JSON | an object on one line, such as `{"goal":{"one":"aim","many":"aims"}}` |

A key of several columns is written into one cell with bars between its parts (`OBJ-12|Response time`); a bar or
backslash inside a part has a backslash before it.
"""


ORGANOGRAM = """\
- Each senior row is a post; two rows with one reference and two names are a job share: one post, two people. `N/D` or
  nothing for a name is a post that is held and not named; `Vacant` is vacant; `Eliminated` was abolished and stays as
  history, with what still reports to it reported.
- Each junior row is a group of like posts below its senior post, as many full-time equivalents as it says. Rows that
  repeat another one exactly are groups of their own.
- The top reports to `XX`. There may be several tops. A post that reports to itself, in a circle, or to a reference that
  is not there is reported and set under the top; one that differs only by letter case or leading zeros is proposed.
- Pay stays out unless it is asked for.
- Brought in again for a later day: whoever holds a post then begins that day, whoever held it ends the day before. Who
  seems to have left is listed with what they hold, and nothing more is done about them."""


def manual() -> str:
    """Return the whole reference as Markdown."""
    return "\n".join(_lines()) + "\n"


def _organogram() -> Iterator[str]:
    yield "## A published staff structure"
    yield ""
    yield "Columns are found by their headers, whatever their case; in the browser they can be chosen. Others are left out."
    for title, fields in (("senior posts", SENIOR_FIELDS), ("junior posts", JUNIOR_FIELDS)):
        yield ""
        yield f"| {title}: column | needed | is known by |"
        yield "| --- | --- | --- |"
        for field in fields:
            yield f"| {field.label} | {'yes' if field.is_required else 'no'} | {', '.join(field.names)} |"
    yield ""
    yield ORGANOGRAM


def _plan() -> Iterator[str]:
    yield "## A plan in a spreadsheet"
    yield ""
    yield "A mapping says which columns make what. Columns are named by their headers:"
    yield ""
    words = inspect.cleandoc(mapping.__doc__ or "")
    yield "```toml"
    yield textwrap.dedent(words[words.index("    name =") :]).strip()
    yield "```"


def _lines() -> Iterator[str]:
    yield INTRODUCTION.replace("{organogram}", "\n".join(_organogram())).replace("{plan}", "\n".join(_plan()))
    for of in TABLES:
        yield from _table(of)
    yield "### What stays out of the files"
    yield ""
    yield "Numbers of rows stay out everywhere: records are told apart by their keys."
    yield ""
    yield "| what | why |"
    yield "| --- | --- |"
    for name, why in sorted(NOT_EXPORTED.items()):
        yield f"| {name} | {why} |"


def _table(of: Table) -> Iterator[str]:
    yield f"### {of.file}"
    yield ""
    yield f"{of.says} {_key(of)}"
    yield ""
    yield "| column | holds | what | if left out |"
    yield "| --- | --- | --- | --- |"
    for column in of.columns:
        yield f"| {column.name} | {_holds(column)} | {_cell(column.says)} | {_left_out(column)} |"
    yield ""


def _key(of: Table) -> str:
    if not of.key:
        return "It has no key: there is one record."
    names = ", ".join(f"`{column.name}`" for column in of.key_columns)
    return f"Key: {names}."


def _holds(column: Column) -> str:
    if column.is_reference:
        target = "items" if column.table == ITEMS else f"{column.table}.csv"
        return f"key in {target}"
    if column.kind is Kind.CHOICE:
        return ", ".join(f"`{choice}`" for choice in column.choices)
    if column.kind is Kind.TEXT and column.longest:
        return f"text, up to {column.longest} characters"
    if column.kind is Kind.INTEGER:
        return f"whole number, {column.least} to {column.most}"
    if column.kind is Kind.DECIMAL:
        return f"number, up to {column.places} decimals"
    return column.kind.value


def _left_out(column: Column) -> str:
    if column.needed:
        return "not possible"
    if column.default == "now":
        return "the moment of the import"
    return f"`{column.default}`" if column.default else "nothing"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
