"""Where the columns of a file go, how the file is read, and what a plan's rows become."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldenthread.exchange.guess import Guess
from goldenthread.exchange.plan import PLAN
from goldenthread.exchange.queries.columns import Sheet
from goldenthread.exchange.reading.encodings import WORDS, Mangled
from goldenthread.ui.formats import number

LEFT_OUT = ""
SOURCE = re.compile(r"[^a-z0-9]+")
DELIMITERS = (
    (",", gettext_lazy("comma")),
    (";", gettext_lazy("semicolon")),
    ("\t", gettext_lazy("tab")),
    ("|", gettext_lazy("bar")),
)


class ColumnsForm(forms.Form):
    """One choice a column of one file. `places` is what was chosen: field → place in the row."""

    def __init__(self, data: Mapping[str, Any] | None, *, sheet: Sheet) -> None:
        super().__init__(data, prefix=sheet.file.role)
        self.sheet = sheet
        fields = {place: field for field, place in sheet.chosen.items()}
        for guess in sheet.guesses:
            first = _("Choose a field") if guess.is_open else _("Leave out")
            options = [(field.code, field.label) for field in sheet.fields]
            self.fields[f"c{guess.column}"] = forms.ChoiceField(
                label=_("Field for column %(name)s") % {"name": guess.header or _("without a name")},
                choices=[(LEFT_OUT, first), *options],
                required=False,
                initial=fields.get(guess.column, LEFT_OUT),
            )

    @property
    def places(self) -> dict[str, int]:
        chosen = ((self.cleaned_data.get(f"c{guess.column}"), guess.column) for guess in self.sheet.guesses)
        return {field: column for field, column in chosen if field}

    def controls(self) -> list[tuple[Guess, SafeString, bool]]:
        """Return each column's guess, its control, and whether something is wrong with it."""
        drawn = []
        for guess in self.sheet.guesses:
            bound = self[f"c{guess.column}"]
            needs_care = bool(bound.errors) or (guess.is_open and not self.is_bound)
            attrs: dict[str, str | bool] = {"class": "input input--s", "aria-label": str(bound.label)}
            if needs_care:
                attrs["aria-invalid"] = "true"
            drawn.append((guess, bound.as_widget(attrs=attrs), needs_care))
        return drawn

    def clean(self) -> dict[str, Any]:
        labels = {field.code: field.label for field in self.sheet.fields}
        seen: dict[str, str] = {}
        for guess in self.sheet.guesses:
            field = self.cleaned_data.get(f"c{guess.column}")
            if not field:
                continue
            if field in seen:
                self.add_error(
                    f"c{guess.column}",
                    _("“%(field)s” was already chosen for the column “%(other)s”.")
                    % {"field": labels[field], "other": seen[field]},
                )
            seen[field] = guess.header
        missing = [field.label for field in self.sheet.fields if field.is_required and field.code not in seen]
        for label in missing:
            self.add_error(None, _("Say which column is “%(field)s”.") % {"field": label})
        if self.sheet.file.role == PLAN:
            self.refuse_untitled(seen)
        return self.cleaned_data

    def refuse_untitled(self, seen: dict[str, str]) -> None:
        """A part of a plan needs a title, and there must be one part at least."""
        parts = {field.partition(".")[0] for field in seen}
        words = {"goal": _("goals"), "objective": _("objectives"), "task": _("tasks")}
        for part in sorted(parts):
            if f"{part}.title" not in seen:
                self.add_error(None, _("Say which column is the title of the %(part)s.") % {"part": words[part]})
        if not parts:
            self.add_error(None, _("Choose at least one column: the title of goals, objectives or tasks."))


class ReadingForm(forms.Form):
    """How a file is read, where what was found out is wrong. Empty: found out."""

    encoding = forms.ChoiceField(label=gettext_lazy("Encoding"), required=False)
    delimiter = forms.ChoiceField(label=gettext_lazy("Between the cells"), required=False)
    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"), required=False)

    def __init__(self, *args: Any, sheets: list[str], is_workbook: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found: tuple[str, object] = ("", gettext_lazy("as found out"))
        self.fields["encoding"] = forms.ChoiceField(
            label=_("Encoding"), required=False, choices=[found, *WORDS.items()]
        )
        self.fields["delimiter"] = forms.ChoiceField(
            label=_("Between the cells"), required=False, choices=[found, *DELIMITERS]
        )
        self.fields["sheet"] = forms.ChoiceField(
            label=_("Sheet"), required=False, choices=[found, *((name, name) for name in sheets)]
        )
        for name in ("encoding", "delimiter") if is_workbook else ("sheet",):
            del self.fields[name]

    @property
    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}


class PlanChoicesForm(forms.Form):
    """What the rows of a plan become, besides what its columns say."""

    source = forms.CharField(
        label=gettext_lazy("Short name of this plan"),
        max_length=64,
        help_text=gettext_lazy(
            "Its numbers are remembered under this name. Use the same one when you bring it in again."
        ),
    )
    objective_kind = forms.ChoiceField(
        label=gettext_lazy("Objectives are"),
        initial="change",
        choices=[
            ("change", gettext_lazy("change: dated, judged by key results")),
            ("standing", gettext_lazy("standing: no end, judged by measures")),
        ],
    )
    makes_plans = forms.BooleanField(
        label=gettext_lazy("Make a plan for each objective"),
        required=False,
        help_text=gettext_lazy("Tasks then belong to the plan; otherwise they serve the objective directly."),
    )
    fill_down = forms.BooleanField(
        label=gettext_lazy("An empty goal or objective means the one above"),
        required=False,
        help_text=gettext_lazy("For spreadsheets that name a goal once and leave the rows below it empty."),
    )

    def clean_source(self) -> str:
        return SOURCE.sub("-", str(self.cleaned_data["source"]).casefold()).strip("-") or "plan"


class MendingForm(forms.Form):
    """Whether what another program mangled is mended; asked only where something is."""

    mends_quotation_marks = forms.BooleanField(label=gettext_lazy("Mend quotation marks"), required=False, initial=True)

    def __init__(self, *args: Any, mangled: Mangled, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = ngettext(
            "%(count)s cell holds Ô, Õ or Ê where another program mangled ‘, ’ or a space: "
            "“%(before)s” becomes “%(after)s”.",
            "%(count)s cells hold Ô, Õ or Ê where another program mangled ‘, ’ or a space: "
            "“%(before)s” becomes “%(after)s”, for one.",
            mangled.count,
        )
        words = {"count": number(mangled.count), "before": mangled.before, "after": mangled.after}
        self.fields["mends_quotation_marks"].help_text = said % words
