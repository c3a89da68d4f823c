"""What an objective is judged by, and who carries it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.manage.objectives.actions import KeyResultWords
from goldenthread.manage.objectives.models import KeyResult
from goldenthread.people.picking import PostField
from goldenthread.ui.choices import Hinted
from goldenthread.ui.widgets import DayInput


def _number(label: Any, help_text: Any = "") -> forms.DecimalField:
    """A number of any sign; trailing zeros say nothing. Typed as text, so that a phone offers a minus sign."""
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        max_digits=18,
        decimal_places=4,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )


class KeyResultForm(forms.Form):
    """A result to reach, or a measure to keep."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=gettext_lazy("In words"),
        help_text=gettext_lazy("Such as “Visit 6,000 homes from the highest-risk list”."),
        max_length=300,
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Which way is better"), widget=forms.RadioSelect, choices=KeyResult.Direction.choices
    )
    unit_of_measure = forms.CharField(
        label=gettext_lazy("Counted in"),
        help_text=gettext_lazy("Such as homes, per 10,000, minutes."),
        max_length=60,
        required=False,
    )
    baseline = _number(gettext_lazy("Starts from"))
    band_low = _number(gettext_lazy("Lower edge of the band"), gettext_lazy("Only to keep within a band."))
    target = _number(gettext_lazy("Target"), gettext_lazy("To keep within a band: its upper edge."))
    due_on = forms.DateField(
        label=gettext_lazy("Due on"),
        help_text=gettext_lazy("If it is another day than the objective’s last."),
        widget=DayInput,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice field has choices
            (KeyResult.Kind.RESULT.value, Hinted(_("A key result"), _("Something to be reached by a day."))),
            (KeyResult.Kind.MEASURE.value, Hinted(_("A measure"), _("Something to be kept up."))),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        low, high = given.get("band_low"), given.get("target")
        if given.get("direction") != KeyResult.Direction.BAND:
            given["band_low"] = None
            return given
        if low is None and "band_low" not in self.errors:
            self.add_error("band_low", _("A band needs its lower edge."))
        if high is None and "target" not in self.errors:
            self.add_error("target", _("A band needs its upper edge."))
        if low is not None and high is not None and low >= high:
            self.add_error("target", _("The upper edge of a band lies above its lower edge."))
        return given

    def words(self) -> KeyResultWords:
        """Return what a valid form says."""
        return KeyResultWords(**self.cleaned_data)


class ReadingForm(forms.Form):
    """The value on a day."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    value = forms.DecimalField(
        label=gettext_lazy("Value"),
        max_digits=18,
        decimal_places=4,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)


class DutyForm(forms.Form):
    """A post and how much this weighs among its duties."""

    post = PostField(label=gettext_lazy("Post that carries it"))
    weight = forms.IntegerField(
        label=gettext_lazy("Weight"),
        help_text=gettext_lazy("Against the other duties of the post: 2 is twice as much as 1."),
        min_value=1,
        max_value=1000,
        initial=1,
    )
