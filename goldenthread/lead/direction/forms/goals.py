"""A goal, who leads it and who delivers it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.lead.direction.actions import GoalWords
from goldenthread.people.picking import PersonField, PostField
from goldenthread.thread.changing import ChangeForm
from goldenthread.ui.widgets import DayInput


class _GoalFields(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("The goal"),
        help_text=gettext_lazy("What will be different, not what will be done."),
        max_length=300,
    )
    description = forms.CharField(
        label=gettext_lazy("What it means"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000, required=False
    )
    how_we_will_know = forms.CharField(
        label=gettext_lazy("How we will know"),
        help_text=gettext_lazy("One sign a line, such as “No home on the list waits a year for a visit”."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5_000,
        required=False,
    )
    owner_post = PostField(
        label=gettext_lazy("Post that leads it"),
        help_text=gettext_lazy("The leader’s post. The duty stays with it when somebody moves."),
        required=False,
    )
    lead = PersonField(
        label=gettext_lazy("Person who leads it"),
        help_text=gettext_lazy("Only if it is somebody else than the holder of the post."),
        required=False,
    )
    manager_post = PostField(
        label=gettext_lazy("Post that delivers it"),
        help_text=gettext_lazy("The manager’s post it is paired with. Without one nobody is given time for it."),
        required=False,
    )
    theme = forms.CharField(label=gettext_lazy("Theme"), max_length=100, required=False)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput, required=False)
    ends_on = forms.DateField(label=gettext_lazy("To be reached by"), widget=DayInput, required=False)
    rhythm_days = forms.IntegerField(
        label=gettext_lazy("Days between check-ins"), min_value=1, max_value=730, required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("This day comes before the first day."))
        return given

    def words(self) -> GoalWords:
        """Return what a valid form says."""
        names = (
            "title",
            "description",
            "how_we_will_know",
            "owner_post",
            "lead",
            "manager_post",
            "theme",
            "starts_on",
            "ends_on",
            "rhythm_days",
        )
        return GoalWords(**{name: self.cleaned_data[name] for name in names})


class NewGoalForm(_GoalFields):
    """A goal that is not there yet."""


class ChangeGoalForm(ChangeForm, _GoalFields):
    """Other words, another pair, other days."""

    field_order = (
        "title",
        "description",
        "how_we_will_know",
        "owner_post",
        "lead",
        "manager_post",
        "theme",
        "starts_on",
        "ends_on",
        "rhythm_days",
        "weight",
        "reason",
        "seen_at",
    )
