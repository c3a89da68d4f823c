"""The files of an import, read and turned into a bundle, whatever kind of import it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from goldenthread.exchange.folder import Opener, read_folder
from goldenthread.exchange.models import Import, ImportFile
from goldenthread.exchange.organogram import JUNIOR, SENIOR, parse_organogram
from goldenthread.exchange.plan import PLAN, Known, PlanMapping, mapping_from_columns, parse_plan, read_mapping
from goldenthread.exchange.reading import Table, read_table
from goldenthread.exchange.reading.encodings import mending
from goldenthread.exchange.reading.tables import patched, plain
from goldenthread.exchange.records import Bundle
from goldenthread.people.models import Person, Post, Unit


@dataclass(frozen=True, slots=True)
class Given:
    """A file to be read: its name, how to open it, and what was chosen about reading it (empty: found out).

    `cures` are cells that somebody put right while looking at it: row → place in the row → text.
    """

    name: str
    open: Opener
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    cures: Mapping[int, Mapping[int, str]] = field(default_factory=dict)

    def table(self) -> Table:
        """Read the file as a table.

        Raises:
            Unreadable: there is no table in it.
        """
        with self.open() as stream:
            table = read_table(
                stream, name=self.name, encoding=self.encoding, delimiter=self.delimiter, sheet=self.sheet
            )
        return patched(table, self.cures)


def file_at(path: Path) -> Given:
    """Return a file of this machine."""
    return Given(path.name, lambda: path.open("rb"))


def organogram_bundle(
    *,
    senior: Given,
    junior: Given | None,
    as_of: date,
    with_pay: bool = False,
    mends_quotation_marks: bool = True,
    columns: Mapping[str, Mapping[str, int]] | None = None,
) -> Bundle:
    """Read a published staff structure; what another program mangled is mended unless that is not wanted.

    Raises:
        Unreadable: a file gives no table, or the wrong one.
    """
    chosen = columns or {}
    senior_table, mangled = mending(senior.table(), wanted=mends_quotation_marks)
    junior_table, more = mending(junior.table(), wanted=mends_quotation_marks) if junior is not None else (None, {})
    bundle = parse_organogram(
        senior_table,
        junior_table,
        with_pay=with_pay,
        senior_columns=chosen.get(SENIOR),
        junior_columns=chosen.get(JUNIOR),
        as_of=as_of,
    )
    bundle.facts.update({name: count + more.get(name, 0) for name, count in mangled.items()})
    # Where it names the holder, or says that there is none, it says who holds the post. "Not disclosed" says nothing.
    bundle.posts_held_said |= {
        record.key
        for record in bundle.records
        if record.table == "posts" and record.values.get("filling") in {"named", "vacant"}
    }
    return bundle


def plan_bundle(*, plan: Given, mapping: PlanMapping, as_of: date) -> Bundle:
    """Read a plan in a spreadsheet as the mapping says.

    Raises:
        Unreadable: the file gives no table, or one without the mapping's columns.
    """
    return parse_plan(plan.table(), mapping, as_of=as_of, known=known_owners())


def folder_bundle(files: Iterable[Given]) -> Bundle:
    """Read Goldenthread's own files."""
    return read_folder({given.name: given.open for given in files})


def known_owners() -> Known:
    """Return what owners in somebody's spreadsheet can be found by. What means more than one record is left out."""
    posts = Post.objects.filter(abolished_on__isnull=True).values_list("reference", "title")
    units = Unit.objects.filter(closed_on__isnull=True).values_list("code", "name")
    people = Person.objects.filter(left_on__isnull=True, merged_into__isnull=True)
    return Known(
        posts=_unmistakable(posts),
        units=_unmistakable(units),
        people=_unmistakable(people.values_list("number", "email", "name")),
    )


def _unmistakable(rows: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Return the words that mean one record → its key. Its key itself always does."""
    keys: dict[str, str] = {}
    words: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for key, *others in rows:
        keys[plain(key)] = key
        for word in {plain(other) for other in others if other}:
            words[word] = key
            counts[word] += 1
    return {**{word: key for word, key in words.items() if word and counts[word] == 1}, **keys}


def given_file(file: ImportFile, settings: Mapping[str, Any]) -> Given:
    """Return a file that was given to an import, to be read as the import's settings say."""
    reading = settings.get("reading", {}).get(file.role, {})
    cures = settings.get("cures", {}).get(file.role, {})

    def open_stored() -> BinaryIO:
        return cast("BinaryIO", file.file.storage.open(str(file.file.name), "rb"))

    return Given(
        file.name,
        open_stored,
        encoding=reading.get("encoding", ""),
        delimiter=reading.get("delimiter", ""),
        sheet=reading.get("sheet", ""),
        cures={int(row): {int(place): text for place, text in cells.items()} for row, cells in cures.items()},
    )


def bundle_of(of_import: Import, *, as_of: date) -> Bundle:
    """Read the files of an import as its settings say.

    `settings` may hold `reading` (role → encoding, delimiter, sheet), `columns` (role → field → place in the row),
    `cures` (role → row → place in the row → text), `with_pay`, `mends_quotation_marks`, and for a plan `mapping` (TOML)
    or what `mapping_from_columns` takes.

    Raises:
        Unreadable: a file gives no table, or the wrong one.
        BadMapping: the mapping cannot be followed.
    """
    settings = of_import.settings
    files = {
        file.role: given_file(file, settings)
        for file in ImportFile.objects.filter(of_import=of_import).order_by("role")
    }
    if of_import.kind == Import.Kind.FOLDER:
        return folder_bundle(files.values())
    if of_import.kind == Import.Kind.PLAN:
        return plan_bundle(plan=files[PLAN], mapping=mapping_of(settings), as_of=as_of)
    return organogram_bundle(
        senior=files[SENIOR],
        junior=files.get(JUNIOR),
        as_of=as_of,
        with_pay=bool(settings.get("with_pay")),
        mends_quotation_marks=bool(settings.get("mends_quotation_marks", True)),
        columns=settings.get("columns"),
    )


def mapping_of(settings: Mapping[str, Any]) -> PlanMapping:
    """Return the mapping that the settings of a plan's import hold.

    Raises:
        BadMapping: it cannot be followed.
    """
    if "mapping" in settings:
        mapping = read_mapping(str(settings["mapping"]))
        mends = bool(settings.get("mends_quotation_marks", mapping.mends_quotation_marks))
        return replace(mapping, mends_quotation_marks=mends)
    names = ("source", "objective_kind", "makes_plans", "fill_down", "mends_quotation_marks", "empty")
    chosen = {name: settings[name] for name in names if name in settings}
    return mapping_from_columns(settings.get("columns", {}).get(PLAN, {}), **chosen)
