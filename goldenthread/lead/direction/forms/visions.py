"""A vision in its own words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.lead.direction.actions import VisionWords
from goldenthread.thread.changing import ChangeForm
from goldenthread.ui.widgets import DayInput


class _VisionFields(forms.Form):
    statement = forms.CharField(
        label=_("The vision in a sentence or two"),
        help_text=_("What will be true when you have arrived, in words that anybody here could say."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1_000,
    )
    name = forms.CharField(label=_("Short name"), help_text=_("Such as “Vision 2032”."), max_length=300)
    horizon_year = forms.IntegerField(label=_("Year it looks to"), min_value=1900, max_value=2200)
    story = forms.CharField(
        label=_("The story behind it"),
        help_text=_("Why this, why now, and what it asks of people."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
        required=False,
    )

    def words(self) -> VisionWords:
        """Return what a valid form says."""
        given = self.cleaned_data
        return VisionWords(
            name=given["name"],
            statement=given["statement"],
            story=given["story"],
            horizon_year=given["horizon_year"],
        )


class NewVisionForm(_VisionFields):
    """A draft."""


class ChangeVisionForm(ChangeForm, _VisionFields):
    """Other words for a draft or for the vision that stands."""

    field_order = ("statement", "name", "horizon_year", "story", "weight", "reason", "seen_at")


class PublishForm(forms.Form):
    """The day on which it was adopted."""

    adopted_on = forms.DateField(label=_("Adopted on"), widget=DayInput)
