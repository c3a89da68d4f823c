"""Files as they are uploaded: each is looked at, so that a wrong one is told at once and beside its field."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.exchange.organogram import JUNIOR, SENIOR
from goldenthread.exchange.plan import PLAN, BadMapping, read_mapping
from goldenthread.exchange.queries.columns import LOOKED_AT
from goldenthread.exchange.reading import MOST_BYTES, Table, Unreadable, read_table
from goldenthread.exchange.shapes import Shape, refuse_wrong_slot, shape_of
from goldenthread.ui.widgets import DayInput

TABLES = ".csv,.tsv,.txt,.xlsx,text/csv"
DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
LONGEST_MAPPING = 100_000


class FilesInput(forms.ClearableFileInput):
    """A file field that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; the cleaned value is a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given]


def day_in_name(name: str) -> date | None:
    """Return the day that a file's name holds (moj-2013-09-30-senior.csv), if any."""
    found = DAY_IN_NAME.search(name)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def look(content: UploadedFile[Any]) -> Table:
    """Return the first rows of an upload as a table.

    Raises:
        ValidationError: there is no table in it; the message says why and what to do.
    """
    try:
        table = read_table(content, name=content.name or "", most_rows=LOOKED_AT)  # type: ignore[arg-type]  # an upload reads like a binary stream
    except Unreadable as problem:
        raise forms.ValidationError(f"{problem} {problem.cure}", code=problem.code) from problem
    content.seek(0)
    return table


class UploadForm(forms.Form):
    """What all uploads share: the day that the files show."""

    as_of = forms.DateField(
        label=gettext_lazy("The day that the files show"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("Left empty, it is taken from the file’s name, or is today."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.tables: dict[str, tuple[File[bytes], Table]] = {}

    @property
    def day(self) -> date:
        """The day given, else the one in a file's name, else today."""
        given: date | None = self.cleaned_data.get("as_of")
        in_names = (day_in_name(content.name or "") for content, _table in self.tables.values())
        return given or next((day for day in in_names if day), None) or self.today

    def take(self, role: str) -> None:
        """Look at the file of a role, if there is one."""
        content = self.cleaned_data.get(role)
        if content is None:
            return
        try:
            self.tables[role] = (content, look(content))
        except forms.ValidationError as problem:
            self.add_error(role, problem)

    def refuse_wrong(self, role: str) -> None:
        if role not in self.tables:
            return
        try:
            refuse_wrong_slot(self.tables[role][1], wanted=role)
        except Unreadable as problem:
            self.add_error(role, f"{problem} {problem.cure}")


class OrganogramUploadForm(UploadForm):
    senior = forms.FileField(
        label=gettext_lazy("Senior posts"),
        help_text=gettext_lazy("One row a post, with its reference and the post it reports to. CSV or XLSX."),
        widget=forms.FileInput(attrs={"accept": TABLES}),
        error_messages={"required": gettext_lazy("Choose the file with the senior posts")},
    )
    junior = forms.FileField(
        label=gettext_lazy("Junior posts"),
        required=False,
        help_text=gettext_lazy("One row a group of like posts below a senior post."),
        widget=forms.FileInput(attrs={"accept": TABLES}),
    )
    field_order = ["senior", "junior", "as_of"]
    were_swapped = False

    def clean(self) -> dict[str, Any]:
        self.take(SENIOR)
        self.take(JUNIOR)
        if {role: shape_of(table) for role, (_file, table) in self.tables.items()} == {
            SENIOR: Shape.JUNIOR,
            JUNIOR: Shape.SENIOR,
        }:
            self.tables = {SENIOR: self.tables[JUNIOR], JUNIOR: self.tables[SENIOR]}
            self.were_swapped = True
        self.refuse_wrong(SENIOR)
        self.refuse_wrong(JUNIOR)
        return self.cleaned_data


class PlanUploadForm(UploadForm):
    plan = forms.FileField(
        label=gettext_lazy("The plan"),
        help_text=gettext_lazy("One row a step, with columns for the goal or priority it belongs to. CSV or XLSX."),
        widget=forms.FileInput(attrs={"accept": TABLES}),
        error_messages={"required": gettext_lazy("Choose the file with the plan")},
    )
    mapping = forms.FileField(
        label=gettext_lazy("Mapping"),
        required=False,
        help_text=gettext_lazy("A TOML file that says which column is what. Without one you choose the columns."),
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )
    field_order = ["plan", "mapping", "as_of"]

    def clean_mapping(self) -> str:
        content = self.cleaned_data["mapping"]
        if content is None:
            return ""
        if content.size > LONGEST_MAPPING:
            raise forms.ValidationError(_("A mapping is a short text. This file is too large to be one."))
        try:
            text = content.read().decode("utf-8-sig")
            read_mapping(text)
        except UnicodeDecodeError as problem:
            raise forms.ValidationError(_("The mapping is not a text in UTF-8.")) from problem
        except BadMapping as problem:
            raise forms.ValidationError(str(problem)) from problem
        return str(text)

    def clean(self) -> dict[str, Any]:
        self.take(PLAN)
        self.refuse_wrong(PLAN)
        return self.cleaned_data


class FolderUploadForm(UploadForm):
    folder = FilesField(
        label=gettext_lazy("The files"),
        help_text=gettext_lazy("The folder as a ZIP, or its CSV files one by one. Any of them may be left out."),
        widget=FilesInput(attrs={"accept": ".zip,.csv"}),
        error_messages={"required": gettext_lazy("Choose the folder as a ZIP, or its files")},
    )
    field_order = ["folder", "as_of"]

    def clean_folder(self) -> list[UploadedFile[Any]]:
        files: list[UploadedFile[Any]] = self.cleaned_data["folder"]
        for content in files:
            if (content.size or 0) > MOST_BYTES:
                raise forms.ValidationError(
                    _("%(name)s is larger than %(most)s MB. Bring it in on the server: goldenthread import folder."),
                    params={"name": content.name, "most": MOST_BYTES // 1_000_000},
                )
        return files
