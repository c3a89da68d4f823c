"""`goldenthread import`, `export` and `formats`: the organisation's own files in and out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldenthread.cli.app import app, start_django
from goldenthread.cli.terminal import say, stop, warn

if TYPE_CHECKING:
    from goldenthread.exchange.models import Import
    from goldenthread.exchange.queries.bundles import Given
    from goldenthread.exchange.queries.reckon import Progress
    from goldenthread.exchange.reckoning import Reckoning
    from goldenthread.exchange.records import Bundle, Problem

importing = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Bring the organisation's own files in.")
app.add_typer(importing, name="import")

# Problems that are told one by one in plain words; `--report json` tells all.
TOLD = 40


class ReportAs(StrEnum):
    """How a command says what it did."""

    TEXT = "text"
    JSON = "json"


Existing = typer.Argument(exists=True, dir_okay=False, readable=True)
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="The day that the files show; today if left out."),
]
HowReported = Annotated[ReportAs, typer.Option("--report", help="Words for people, or JSON for programs.")]
Mends = Annotated[
    bool | None,
    typer.Option(
        "--mend-quotation-marks/--leave-quotation-marks",
        help="Mend ‘, ’ and spaces that another program mangled into Ô, Õ and Ê, as is done unless a mapping says not.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen and change nothing.")]


@importing.command("organogram")
def import_organogram(
    senior: Annotated[Path, Existing],
    junior: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False, readable=True)] = None,
    as_of: AsOf = None,
    with_pay: Annotated[bool, typer.Option("--with-pay", help="Bring pay in too. It stays out otherwise.")] = False,
    mends: Mends = None,
    report: HowReported = ReportAs.TEXT,
    dry_run: DryRun = False,
) -> None:
    """Bring in a published staff structure: a file of senior posts, and one of junior posts."""
    _begin()
    from goldenthread.exchange.models import Import
    from goldenthread.exchange.queries.bundles import file_at, organogram_bundle

    day = _day(as_of)
    given = {"senior": file_at(senior), **({"junior": file_at(junior)} if junior else {})}
    with _readable():
        bundle = organogram_bundle(
            senior=given["senior"],
            junior=given.get("junior"),
            as_of=day,
            with_pay=with_pay,
            mends_quotation_marks=mends is not False,
        )
    _bring_in(
        Import.Kind.ORGANOGRAM,
        bundle,
        given,
        as_of=day,
        settings={"with_pay": with_pay, "mends_quotation_marks": mends is not False},
        report_as=report,
        is_dry=dry_run,
    )


@importing.command("plan")
def import_plan(
    file: Annotated[Path, Existing],
    mapping: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="TOML file that says which columns make what.")
    ],
    as_of: AsOf = None,
    mends: Mends = None,
    report: HowReported = ReportAs.TEXT,
    dry_run: DryRun = False,
) -> None:
    """Bring in a spreadsheet of priorities, actions and sub-actions."""
    _begin()
    from goldenthread.exchange.models import Import
    from goldenthread.exchange.queries.bundles import file_at, mapping_of, plan_bundle

    day, given = _day(as_of), {"plan": file_at(file)}
    settings: dict[str, object] = {"mapping": mapping.read_text(encoding="utf-8")}
    if mends is not None:
        settings["mends_quotation_marks"] = mends
    with _readable():
        bundle = plan_bundle(plan=given["plan"], mapping=mapping_of(settings), as_of=day)
    _bring_in(Import.Kind.PLAN, bundle, given, as_of=day, settings=settings, report_as=report, is_dry=dry_run)


@importing.command("folder")
def import_folder(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, readable=True)],
    as_of: AsOf = None,
    report: HowReported = ReportAs.TEXT,
    dry_run: DryRun = False,
) -> None:
    """Bring in a folder of Goldenthread's own files."""
    _begin()
    from goldenthread.exchange.models import Import
    from goldenthread.exchange.queries.bundles import file_at, folder_bundle

    given = {path.name: file_at(path) for path in sorted(folder.iterdir()) if path.is_file()}
    bundle = folder_bundle(given.values())
    if not bundle.facts["tables"]:
        stop("This folder holds none of Goldenthread's own files. `goldenthread formats` lists them.")
    _bring_in(Import.Kind.FOLDER, bundle, given, as_of=_day(as_of), settings={}, report_as=report, is_dry=dry_run)


@importing.command("undo")
def undo(number: Annotated[int, typer.Argument(help="The number that the import printed.")]) -> None:
    """Undo an import as a whole: everything it wrote is put back, or nothing is."""
    _begin()
    from django.utils import timezone

    from goldenthread.audit.actions import acting_from
    from goldenthread.exchange import actions
    from goldenthread.exchange.models import Import

    of_import = Import.objects.filter(pk=number).first()
    if of_import is None:
        stop(f"There is no import {number}.")
    try:
        with acting_from("command"):
            actions.undo_import(of_import=of_import, by=None, now=timezone.now())
    except actions.CannotUndo as problem:
        stop("\n".join([str(problem), *(f"  {name}" for name in problem.changed)]))
    say(f"Import {number} is undone: everything it wrote is put back.")


@app.command("export")
def export(folder: Path, report: HowReported = ReportAs.TEXT) -> None:
    """Write everything into a folder as Goldenthread's own files."""
    _begin()
    from django.utils import timezone

    from goldenthread.audit.actions import acting_from
    from goldenthread.exchange import actions

    try:
        with acting_from("command"), _progress("Writing") as progress:
            counts = actions.export_folder(folder=folder, by=None, now=timezone.now(), progress=progress)
    except actions.CannotExport as problem:
        stop(str(problem))
    if report is ReportAs.JSON:
        say(json.dumps({"rows": counts}, indent=2))
        return
    say(f"{sum(counts.values()):,} records are in {folder}.")


@app.command("formats")
def formats() -> None:
    """Print the reference of Goldenthread's own files."""
    from goldenthread.exchange.manual import manual

    typer.echo(manual(), nl=False)


def _begin() -> None:
    start_django()
    from goldenthread.cli import installation

    installation.make_ready()


def _day(as_of: datetime | None) -> date:
    from django.utils import timezone

    return as_of.date() if as_of else timezone.localdate()


@contextmanager
def _readable() -> Iterator[None]:
    """End the command with reason and cure when a file cannot be read."""
    from goldenthread.exchange.plan import BadMapping
    from goldenthread.exchange.reading import Unreadable

    try:
        yield
    except Unreadable as problem:
        stop(f"{problem}\n{problem.cure}")
    except BadMapping as problem:
        stop(str(problem))


@contextmanager
def _progress(words: str) -> Iterator[Progress]:
    """Show how far it is on a terminal; say nothing where there is none."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    bar = Bar(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True)
    bar.disable = not console.is_terminal
    line = bar.add_task(words, total=None)

    class OnTerminal:
        def step(self, done: int, total: int, words: str = "") -> None:
            bar.update(line, completed=done, total=total or None, description=words)

    with bar:
        yield OnTerminal()


def _bring_in(
    kind: Import.Kind,
    bundle: Bundle,
    given: dict[str, Given],
    *,
    as_of: date,
    settings: dict[str, object],
    report_as: ReportAs,
    is_dry: bool,
) -> None:
    from django.utils import timezone

    from goldenthread.exchange import actions
    from goldenthread.exchange.queries.reckon import reckon
    from goldenthread.exchange.report import report

    now = timezone.now()
    if is_dry:
        with _progress("Comparing") as progress:
            reckoning = reckon(bundle, as_of=as_of, now=now, progress=progress)
        number = None
    else:
        of_import = actions.new_import(kind=kind, by=None, now=now, as_of=as_of, settings=settings)
        for role, file in given.items():
            actions.add_file(of_import=of_import, role=role[:32], name=file.name, content=None)
        with _progress("Comparing") as progress:
            reckoning = actions.run_import(
                of_import=of_import, bundle=bundle, as_of=as_of, by=None, now=now, progress=progress
            )
        number = of_import.pk
    if report_as is ReportAs.JSON:
        say(json.dumps({"import": number, **report(reckoning)}, indent=2, ensure_ascii=False))
        return
    _tell(reckoning, number=number)


def _tell(reckoning: Reckoning, *, number: int | None) -> None:
    """Say what was done, or would be, in words."""
    width = max([4, *(len(name) for name in reckoning.files)])
    say(f"{'file':<{width}}  {'rows':>8} {'new':>8} {'changed':>8} {'as it is':>8} {'stopped':>8}")
    for name, tally in sorted(reckoning.files.items()):
        counts = tally.as_numbers()
        numbers = [reckoning.rows_read.get(name, tally.total), *(counts[fate] for fate in ("new", "changed", "same"))]
        say(f"{name:<{width}}  {' '.join(f'{each:>8,}' for each in [*numbers, counts['stopped']])}")
    if number is None:
        _tell_rows(reckoning)
    _tell_problems(reckoning.problems)
    _tell_mangled(reckoning)
    if reckoning.joiners:
        say(f"{len(reckoning.joiners):,} people join.")
    for words, moves in (("moves", reckoning.movers), ("seems to have left", reckoning.leavers)):
        for move in moves[:TOLD]:
            say(f"{move.name} {words}: {', '.join(move.before) or '-'} > {', '.join(move.after) or '-'}")
    for name, absent in sorted(reckoning.absent.items()):
        say(f"{absent.count:,} {name.replace('_', ' ')} are here and not in the files; they stay.")
    if number is None:
        say(f"{reckoning.changes:,} records would be written. Nothing was changed.")
    elif not reckoning.changes:
        say("Everything is here already. Nothing was changed.")
    else:
        say(f"{reckoning.changes:,} records were written. To undo it: goldenthread import undo {number}")


def _tell_mangled(reckoning: Reckoning) -> None:
    count = reckoning.facts.get("mangled_cells")
    if isinstance(count, int) and count:
        cells = f"{count:,} cells hold" if count > 1 else "1 cell holds"
        done = "mended" if reckoning.facts.get("mended_cells") else "left as they stand"
        say(f"{cells} quotation marks or spaces that another program mangled: {done}.")


def _tell_rows(reckoning: Reckoning) -> None:
    """Say of the first rows that are new or change what they are, or what changes of them."""
    told = [row for row in reckoning.rows if row.words or row.changes]
    for row in told[:TOLD]:
        changes = "; ".join(f"{name}: {old or '-'} > {new or '-'}" for name, (old, new) in row.changes.items())
        say(f"[{row.fate.value}] {row.origin.file} row {row.origin.row}, {row.label}: {changes or row.words}")
    if len(told) > TOLD:
        warn(f"and {len(told) - TOLD:,} more rows; --report json tells all.")


def _tell_problems(problems: list[Problem]) -> None:
    for problem in problems[:TOLD]:
        place = f"{problem.origin.file} row {problem.origin.row}" if problem.origin.row else problem.origin.file
        column = f", {problem.column}" if problem.column else ""
        found = f" “{problem.found}”" if problem.found else ""
        say(f"[{problem.gravity.value}] {place}{column}{found}: {problem.reason} {problem.cure}")
    if len(problems) > TOLD:
        warn(f"and {len(problems) - TOLD:,} more; --report json tells all.")
