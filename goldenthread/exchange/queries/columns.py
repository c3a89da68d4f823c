"""The columns of the files of an import: a look at each file, guesses, and what was chosen for the file before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from goldenthread.exchange.fields import Field
from goldenthread.exchange.guess import Guess, Help, guess_columns
from goldenthread.exchange.models import Import, ImportFile
from goldenthread.exchange.organogram import JUNIOR, JUNIOR_FIELDS, SENIOR, SENIOR_FIELDS
from goldenthread.exchange.plan import PLAN, PLAN_FIELDS
from goldenthread.exchange.queries.bundles import given_file
from goldenthread.exchange.reading import Table, read_table
from goldenthread.exchange.reading.tables import plain
from goldenthread.people.models import Post, Unit

FIELDS: Mapping[str, Sequence[Field]] = {SENIOR: SENIOR_FIELDS, JUNIOR: JUNIOR_FIELDS, PLAN: PLAN_FIELDS}
# Rows that a page looks at to guess; the whole file is read by the job that checks it.
LOOKED_AT = 5000
LOOKED_BACK = 5
PAY_FIELDS = ("pay_floor", "pay_ceiling")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file laid open: its first rows, where it can go, what is chosen (field → place) and what is guessed."""

    file: ImportFile
    table: Table
    fields: Sequence[Field]
    guesses: Sequence[Guess]
    chosen: Mapping[str, int]


def sheets_of(of_import: Import) -> list[Sheet]:
    """Return the files of an import that have columns to choose, in the order in which they are asked for.

    Two queries, and two more for a structure, however many files there are.

    Raises:
        Unreadable: a file gives no table, read as was chosen.
    """
    files = {file.role: file for file in of_import.files.all()}
    roles = [role for role in FIELDS if role in files]
    before = done_before(of_import)
    known = names_here() if of_import.kind == Import.Kind.ORGANOGRAM else {}
    return [sheet_of(of_import, files[role], help_for(role, before=before, known=known)) for role in roles]


def sheet_of(of_import: Import, file: ImportFile, known: Help) -> Sheet:
    table = look_at(of_import, file)
    fields = FIELDS[file.role]
    guesses = guess_columns(table, fields, known)
    chosen = of_import.settings.get("columns", {}).get(file.role)
    if chosen is None:
        chosen = {guess.field: guess.column for guess in guesses if guess.field}
    return Sheet(file, table, fields, guesses, chosen)


def look_at(of_import: Import, file: ImportFile) -> Table:
    """Read the first rows of a file as was chosen.

    Raises:
        Unreadable: it gives no table.
    """
    given = given_file(file, of_import.settings)
    with given.open() as stream:
        return read_table(
            stream,
            name=given.name,
            encoding=given.encoding,
            delimiter=given.delimiter,
            sheet=given.sheet,
            most_rows=LOOKED_AT,
        )


def names_here() -> dict[str, frozenset[str]]:
    """Return the names and codes that fields of a structure may hold, as far as any are known here."""
    units = (word for pair in Unit.objects.values_list("code", "name") for word in pair if word)
    titles = Post.objects.values_list("title", flat=True).distinct()
    known = {"unit": frozenset(map(plain, units)), "title": frozenset(map(plain, titles))}
    return {field: names for field, names in known.items() if names}


def help_for(role: str, *, before: Sequence[Import], known: Mapping[str, frozenset[str]]) -> Help:
    """Return what is known beside the file: choices for the file before, names and codes known here."""
    earlier, words = chosen_before(before, role)
    pay = _("Pay: not brought in unless you choose it")
    return Help(earlier=earlier, earlier_words=words, known=known, unless_chosen=dict.fromkeys(PAY_FIELDS, pay))


def done_before(of_import: Import) -> Sequence[Import]:
    """Return the last imports of this kind that were done, newest first."""
    done = Import.objects.filter(kind=of_import.kind, state=Import.State.DONE).exclude(pk=of_import.pk)
    return list(done.only("settings", "created_at").order_by("-created_at", "-pk")[:LOOKED_BACK])


def chosen_before(done: Sequence[Import], role: str) -> tuple[dict[str, str], str]:
    """Return the choices of the last import that had such a file (plain header → field), and words for them."""
    for before in done:
        headers = before.settings.get("headers", {}).get(role)
        columns = before.settings.get("columns", {}).get(role)
        if headers and columns is not None:
            fields = {place: field for field, place in columns.items()}
            day = date_format(localdate(before.created_at), "j M Y")
            words = _("As in the file of %(day)s") % {"day": day}
            return {plain(header): fields.get(place, "") for place, header in enumerate(headers) if header}, words
    return {}, ""
