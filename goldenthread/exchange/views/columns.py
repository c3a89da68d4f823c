"""Where the columns of the files go: guessed, shown with the reason, corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.exchange import actions
from goldenthread.exchange.actions.asking import ask_to_check
from goldenthread.exchange.forms import ColumnsForm, MendingForm, PlanChoicesForm, ReadingForm
from goldenthread.exchange.models import Import, ImportFile
from goldenthread.exchange.organogram import JUNIOR, SENIOR
from goldenthread.exchange.plan import PLAN, BadMapping
from goldenthread.exchange.queries.bundles import mapping_of
from goldenthread.exchange.queries.columns import FIELDS, PAY_FIELDS, Sheet, look_at, sheets_of
from goldenthread.exchange.queries.imports import kept_until
from goldenthread.exchange.reading import Table, Unreadable, WrongFile
from goldenthread.exchange.reading.encodings import find_mangled
from goldenthread.exchange.shapes import Shape
from goldenthread.exchange.views.shared import import_for, kind_of, steps_of
from goldenthread.people.requests import PersonRequest, person_required


def role_words(role: str) -> str:
    return {SENIOR: _("Senior posts"), JUNIOR: _("Junior posts"), PLAN: _("Plan")}.get(role, role)


@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: PersonRequest, pk: int) -> HttpResponse:
    of_import = import_for(request, pk)
    if of_import.state != Import.State.PREPARED or of_import.kind == Import.Kind.FOLDER:
        return redirect("exchange:import", pk)
    try:
        sheets = sheets_of(of_import)
    except Unreadable as problem:
        messages.error(request, f"{problem} {problem.cure}")
        return redirect("exchange:import", pk)
    if request.method == "POST" and "own_columns" in request.POST:
        return choose_own_columns(request, of_import)
    sent = request.POST if request.method == "POST" else None
    forms = [ColumnsForm(sent, sheet=sheet) for sheet in sheets]
    choices = choices_form(request, of_import, sheets)
    mending = mending_form(request, of_import, sheets)
    more = [form for form in (choices, mending) if form is not None]
    is_mapped = "mapping" in of_import.settings
    mapped = mapped_columns(of_import, sheets) if is_mapped else {}
    if sent is not None and are_valid([*([] if is_mapped else forms), *more]):
        settings = {**of_import.settings, **({} if is_mapped else settings_of(forms))}
        for form in more:
            settings |= form.cleaned_data
        if settings != of_import.settings:
            of_import = actions.change_import(of_import=of_import, settings=settings)
        ask_to_check(of_import=of_import, by=request.person, now=request.now)
        return redirect("exchange:import", pk)
    context = {
        "import": of_import,
        "kind": kind_of(of_import),
        "steps": steps_of(of_import, at=2, kind=of_import.kind),
        "files": [laid_open(of_import, sheet, form, mapped) for sheet, form in zip(sheets, forms, strict=True)],
        "kept_until": kept_until(of_import),
        "first_form": forms[0],
        "other_forms": [*forms[1:], *more],
        "choices": choices,
        "mending": mending,
        "is_mapped": is_mapped,
        "open_count": sum(guess.is_open for sheet in sheets for guess in sheet.guesses),
    }
    is_wrong = any(form.errors for form in [*forms, *more])
    return render(request, "exchange/columns.html", context, status=422 if is_wrong else 200)


def laid_open(of_import: Import, sheet: Sheet, form: ColumnsForm, mapped: Mapping[int, str]) -> dict[str, object]:
    """Return a file for the page: what was found out, its columns with their controls and where a mapping puts them."""
    table = sheet.table
    count = len(table.header)
    return {
        "file": sheet.file,
        "role": sheet.file.role,
        "name": role_words(sheet.file.role),
        "source": table.source,
        "header_row": table.header_row,
        "repeated": table.repeated_headers,
        "columns": [(*drawn, mapped.get(drawn[0].column, "")) for drawn in form.controls()],
        "count": count,
        "left_out": count - (len(mapped) or len(sheet.chosen)),
        "reading": reading_form(of_import, sheet.file, table),
        "is_reading_open": bool(of_import.settings.get("reading", {}).get(sheet.file.role)),
    }


def reading_form(
    of_import: Import, file: ImportFile, table: Table, data: Mapping[str, object] | None = None
) -> ReadingForm:
    reading = of_import.settings.get("reading", {}).get(file.role, {})
    sheets = list(table.source.sheets)
    return ReadingForm(
        data, sheets=sheets, is_workbook=table.source.kind == "xlsx", initial=reading, auto_id=f"{file.role}_%s"
    )


def choices_form(request: PersonRequest, of_import: Import, sheets: list[Sheet]) -> PlanChoicesForm | None:
    """Return the choices that only a plan has, unless its mapping has made them."""
    if of_import.kind != Import.Kind.PLAN or "mapping" in of_import.settings:
        return None
    sheet = sheets[0]
    name = sheet.file.name.rpartition(".")[0] or sheet.file.name
    initial = {
        "source": of_import.settings.get("source") or name[:64],
        **{
            option: of_import.settings[option]
            for option in ("objective_kind", "makes_plans", "fill_down")
            if option in of_import.settings
        },
    }
    sent = request.POST if request.method == "POST" else None
    return PlanChoicesForm(sent, initial=initial)


def mending_form(request: PersonRequest, of_import: Import, sheets: list[Sheet]) -> MendingForm | None:
    """Return the choice to mend what another program mangled, made beforehand; None: nothing looks mangled."""
    mangled = find_mangled(sheet.table for sheet in sheets)
    if mangled is None:
        return None
    wanted = of_import.settings.get("mends_quotation_marks")
    if wanted is None and "mapping" in of_import.settings:
        wanted = mapping_mends(of_import)
    sent = request.POST if request.method == "POST" else None
    return MendingForm(sent, mangled=mangled, initial={"mends_quotation_marks": wanted is not False})


def mapping_mends(of_import: Import) -> bool:
    try:
        return mapping_of(of_import.settings).mends_quotation_marks
    except BadMapping:
        return True


def are_valid(forms: Sequence[Form]) -> bool:
    """Validate every form, so that everything to be put right is shown at once."""
    verdicts = [form.is_valid() for form in forms]
    return all(verdicts)


def settings_of(forms: list[ColumnsForm]) -> dict[str, object]:
    columns = {form.sheet.file.role: form.places for form in forms}
    return {
        "columns": columns,
        "headers": {form.sheet.file.role: list(form.sheet.table.header) for form in forms},
        "with_pay": any(field in places for places in columns.values() for field in PAY_FIELDS),
    }


def mapped_columns(of_import: Import, sheets: list[Sheet]) -> dict[int, str]:
    """Return where the columns go that a mapping names: place in the row → the field's label."""
    try:
        mapping = mapping_of(of_import.settings)
    except BadMapping:
        return {}
    labels = {field.code: field.label for field in FIELDS[PLAN]}
    found: dict[int, str] = {}
    for part_name, part in mapping.parts.items():
        for column, where in part.columns.items():
            place = where if isinstance(where, int) else sheets[0].table.find(where)
            if place is not None:
                found[place] = labels.get(f"{part_name}.{column}", column)
    return found


def choose_own_columns(request: PersonRequest, of_import: Import) -> HttpResponse:
    """Lay the mapping aside."""
    settings = {name: value for name, value in of_import.settings.items() if name != "mapping"}
    actions.change_import(of_import=of_import, settings=settings)
    messages.success(request, _("The mapping was laid aside. The columns are guessed instead."))
    return redirect("exchange:import_columns", of_import.pk)


@person_required
@require_POST
def import_reading(request: PersonRequest, pk: int, role: str) -> HttpResponse:
    """Read a file otherwise than was found out, and guess its columns anew."""
    of_import = import_for(request, pk)
    file = next((one for one in of_import.files.all() if one.role == role), None)
    if file is None or role not in set(Shape):
        raise Http404(_("There is no such file."))
    sheets = [str(name) for name in file.facts.get("sheets", [])]
    form = ReadingForm(request.POST, sheets=sheets, is_workbook=bool(sheets))
    if not form.is_valid():
        messages.error(request, _("Choose one of the ways to read the file that are offered."))
        return redirect("exchange:import_columns", pk)
    settings = dict(of_import.settings)
    settings["reading"] = {**settings.get("reading", {}), role: form.chosen}
    settings["columns"] = {name: places for name, places in settings.get("columns", {}).items() if name != role}
    settings.pop("cures", None)
    draft = Import(pk=of_import.pk, kind=of_import.kind, settings=settings)
    try:
        table = look_at(draft, file)
    except (Unreadable, WrongFile) as problem:
        messages.error(request, f"{problem} {problem.cure}")
        return redirect("exchange:import_columns", pk)
    settings["headers"] = {**settings.get("headers", {}), role: list(table.header)}
    actions.change_import(of_import=of_import, settings=settings)
    return redirect("exchange:import_columns", pk)
