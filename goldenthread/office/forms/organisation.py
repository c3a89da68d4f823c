"""Forms about the organisation: its name, working time, planning year, words, and what it keeps for how long."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import capfirst
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.organisation import calendars
from goldenthread.organisation.models import Organisation
from goldenthread.organisation.words import LONGEST, WORDS, renamed_clashes

OFFERED = (
    ("GB-ENG", gettext_lazy("England")),
    ("GB-WLS", gettext_lazy("Wales")),
    ("GB-SCT", gettext_lazy("Scotland")),
    ("GB-NIR", gettext_lazy("Northern Ireland")),
    ("IE", gettext_lazy("Ireland")),
)


def calendar_name(code: str) -> str:
    """Return what a calendar of public holidays is called."""
    return str(dict(OFFERED).get(code) or calendars.country_name(code))


def weekdays() -> list[tuple[str, str]]:
    """Return the ISO weekdays, Monday first, in words."""
    return [(str(number + 1), str(WEEKDAYS[number])) for number in range(7)]


def months() -> list[tuple[int, str]]:
    return [(number, str(MONTHS[number])) for number in range(1, 13)]


class SettingsForm(forms.Form):
    """Some settings: it starts from the organisation, and gives back the fields to change."""

    @classmethod
    def initial_of(cls, about: Organisation) -> dict[str, object]:
        return {name: getattr(about, name) for name in cls.base_fields}

    def values(self) -> dict[str, object]:
        """Return the fields of the organisation as this form sets them."""
        return {name: self.cleaned_data[name] for name in self.base_fields}


class NameForm(SettingsForm):
    name = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say what the organisation is called")},
    )
    short_name = forms.CharField(
        label=gettext_lazy("Short name"),
        help_text=gettext_lazy("For narrow screens: “Northmoor” for Northmoor Fire and Rescue Service."),
        max_length=60,
        required=False,
    )


class WorkingTimeForm(SettingsForm):
    working_days = forms.MultipleChoiceField(
        label=gettext_lazy("Days that are worked"),
        choices=weekdays,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one day")},
    )
    full_time_hours = forms.DecimalField(
        label=gettext_lazy("Hours of a full-time week"),
        help_text=gettext_lazy("37 or 37.5 in many public services. What people can take on is worked out from it."),
        min_value=Decimal(1),
        max_value=Decimal(80),
        max_digits=4,
        decimal_places=2,
        error_messages={"required": gettext_lazy("Say how long a full-time week is")},
    )
    nations = forms.MultipleChoiceField(
        label=gettext_lazy("Public holidays of"),
        choices=OFFERED,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    more_nations = forms.CharField(
        label=gettext_lazy("And of"),
        help_text=gettext_lazy("Codes of further countries or parts of them, such as FR, DE-BY or US-NY."),
        max_length=200,
        required=False,
    )

    @classmethod
    def initial_of(cls, about: Organisation) -> dict[str, object]:
        offered = {code for code, _name in OFFERED}
        return {
            "working_days": [str(day) for day in about.working_days or (1, 2, 3, 4, 5)],
            "full_time_hours": (Decimal(about.full_time_minutes_a_week) / 60).quantize(Decimal("0.01")).normalize(),
            "nations": [code for code in about.nations if code in offered],
            "more_nations": ", ".join(code for code in about.nations if code not in offered),
        }

    def clean_more_nations(self) -> list[str]:
        codes = str(self.cleaned_data["more_nations"]).upper().replace(",", " ").split()
        for code in codes:
            if code not in calendars.known_codes():
                raise ValidationError(
                    _("There is no calendar for %(code)s. Use a country’s two letters, or GB-SCT for a part of one.")
                    % {"code": code}
                )
        return codes

    def values(self) -> dict[str, object]:
        """Return the fields of the organisation as this form sets them."""
        given = self.cleaned_data
        return {
            "working_days": sorted(int(day) for day in given["working_days"]),
            "full_time_minutes_a_week": round(given["full_time_hours"] * 60),
            "nations": list(dict.fromkeys([*given["nations"], *given["more_nations"]])),
        }


class YearForm(SettingsForm):
    year_starts_month = forms.TypedChoiceField(
        label=gettext_lazy("The planning year starts in"),
        choices=months,
        coerce=int,
    )


class RetentionForm(SettingsForm):
    keep_leavers_years = forms.IntegerField(
        label=gettext_lazy("Years that a leaver’s personal data is kept"),
        help_text=gettext_lazy("Afterwards name, number and e-mail address are erased. Six is usual in Britain."),
        min_value=0,
        max_value=50,
    )
    keep_audit_years = forms.IntegerField(
        label=gettext_lazy("Years that the audit trail is kept"),
        help_text=gettext_lazy("Older entries are deleted. An auditor may need seven."),
        min_value=1,
        max_value=50,
    )
    keep_import_undo_days = forms.IntegerField(
        label=gettext_lazy("Days that an import can be undone"),
        help_text=gettext_lazy("What an import replaced is kept for so long."),
        min_value=1,
        max_value=365,
    )


class WordsForm(SettingsForm):
    """One field for one and one for many of each thing that may be called something else; empty is the usual word."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as it came
        for code, (one, many) in WORDS.items():
            for part, usual, label in (("one", one, _("%(word)s: one")), ("many", many, _("%(word)s: many"))):
                self.fields[f"{code}_{part}"] = forms.CharField(
                    label=label % {"word": capfirst(one)},
                    max_length=LONGEST,
                    required=False,
                    widget=forms.TextInput(attrs={"placeholder": usual}),
                )

    @classmethod
    def initial_of(cls, about: Organisation) -> dict[str, object]:
        return {f"{code}_{part}": about.words.get(code, {}).get(part, "") for code in WORDS for part in ("one", "many")}

    def clean(self) -> dict[str, object]:
        for code in WORDS:
            one, many = (self.cleaned_data.get(f"{code}_{part}", "") for part in ("one", "many"))
            if bool(one) != bool(many):
                self.add_error(
                    f"{code}_{'many' if one else 'one'}", _("Give the word both for one and for many, or neither.")
                )
        if not self.errors:
            for code, other in renamed_clashes(self.renamed()).items():
                usual = WORDS[other][0]
                self.add_error(
                    f"{code}_one",
                    _("This would be called the same as what we call a %(other)s. Choose another word.")
                    % {"other": usual},
                )
        return self.cleaned_data

    def renamed(self) -> dict[str, dict[str, str]]:
        """Return the words that differ from the usual ones."""
        found: dict[str, dict[str, str]] = {}
        for code, usual in WORDS.items():
            given = tuple(str(self.cleaned_data.get(f"{code}_{part}") or "") for part in ("one", "many"))
            if all(given) and given != usual:
                found[code] = {"one": given[0], "many": given[1]}
        return found

    def values(self) -> dict[str, object]:
        """Return the fields of the organisation as this form sets them."""
        return {"words": self.renamed()}


class MarkForm(forms.Form):
    mark = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy("PNG or SVG, up to 512 kB. It stands beside the name at the top of every page."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/png,image/svg+xml"}),
        error_messages={"required": gettext_lazy("Choose a file")},
    )
    WHY: ClassVar = {
        "size": gettext_lazy("The file is empty, or larger than 512 kB."),
        "kind": gettext_lazy("This is neither a PNG nor an SVG."),
        "broken": gettext_lazy("The file is damaged: it cannot be read to its end."),
        "large": gettext_lazy("The picture is too large or too intricate. 1,000 pixels a side are plenty."),
        "declared": gettext_lazy("The SVG declares a document type or entities. Save it again as plain SVG."),
        "empty": gettext_lazy("Nothing in this SVG draws by itself. Save it again as plain SVG, shapes only."),
    }


class SetUpOrganisationForm(NameForm, WorkingTimeForm, YearForm):
    """All that an organisation has to say of itself before it starts."""

    field_order = (
        "name",
        "short_name",
        "working_days",
        "full_time_hours",
        "nations",
        "more_nations",
        "year_starts_month",
    )

    @classmethod
    def initial_of(cls, about: Organisation) -> dict[str, object]:
        return {**WorkingTimeForm.initial_of(about), **NameForm.initial_of(about), **YearForm.initial_of(about)}

    def values(self) -> dict[str, object]:
        own = {name: self.cleaned_data[name] for name in ("name", "short_name", "year_starts_month")}
        return {**own, **WorkingTimeForm.values(self)}
