"""Forms about a plan, and about many tasks at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.manage.plans.actions import NewPlan
from goldenthread.manage.plans.forms.fields import AssigneeField, ServesField
from goldenthread.people.picking import PersonField, PostField, UnitField
from goldenthread.people.queries import Standing
from goldenthread.thread.changing import ChangeForm
from goldenthread.thread.models import Item, Lens
from goldenthread.ui.widgets import DayInput

BULK = ("done", "assign", "move", "drop")


class _PlanFields(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("The plan"), help_text=gettext_lazy("What it does, in a few words."), max_length=300
    )
    purpose = forms.CharField(
        label=gettext_lazy("What it is for, and how"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        required=False,
    )
    lens = forms.ChoiceField(label=gettext_lazy("Lens"), choices=Lens.choices, initial=Lens.MANAGE.value)
    owner_post = PostField(
        label=gettext_lazy("Post that owns it"),
        help_text=gettext_lazy("The duty stays with the post when somebody moves."),
        required=False,
    )
    owner_unit = UnitField(label=gettext_lazy("or unit that owns it"), required=False)
    lead = PersonField(label=gettext_lazy("Person who leads it"), required=False)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput, required=False)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput, required=False)
    rhythm_days = forms.IntegerField(
        label=gettext_lazy("Days between check-ins"), min_value=1, max_value=730, required=False
    )
    budget = forms.DecimalField(
        label=gettext_lazy("Budget"), min_value=0, max_digits=14, decimal_places=2, required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("This day comes before the first day."))
        if given.get("owner_post") and given.get("owner_unit"):
            if "owner_post" in self.changed_data:
                self.add_error("owner_unit", _("Choose a post or a unit, not both."))
            else:  # the post only stood there already
                given["owner_post"] = None
        return given

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the plan's item that a valid form says."""
        names = ("title", "lens", "owner_post", "owner_unit", "lead", "starts_on", "ends_on", "rhythm_days")
        return {name: self.cleaned_data[name] for name in names}


class NewPlanForm(_PlanFields):
    """A plan to be made."""

    def new_plan(self, *, serves: Item | None, is_draft: bool) -> NewPlan:
        """Return what a valid form says."""
        values = self.values
        return NewPlan(
            **{**values, "lens": Lens(values["lens"])},
            purpose=self.cleaned_data["purpose"],
            budget=self.cleaned_data["budget"],
            serves=serves,
            state=Item.State.DRAFT if is_draft else Item.State.LIVE,
        )


class ChangePlanForm(ChangeForm, _PlanFields):
    """A plan to be changed."""


class CopyForm(forms.Form):
    """A plan to be made after another."""

    title = forms.CharField(label=gettext_lazy("Name of the new plan"), max_length=300)
    starts_on = forms.DateField(
        label=gettext_lazy("First day"),
        help_text=gettext_lazy("All days move with it. Empty: the new tasks have no days."),
        widget=DayInput,
        required=False,
    )


class BulkForm(forms.Form):
    """What many tasks get: only the field that belongs to `do` is there."""

    who = AssigneeField(
        label=gettext_lazy("Who does them"), help_text=gettext_lazy("A person, or a post whoever holds it.")
    )
    serves = ServesField(
        label=gettext_lazy("What they serve"),
        help_text=gettext_lazy("A plan, objective or goal, by reference or title."),
    )
    reason = forms.CharField(label=gettext_lazy("Why they are dropped"), max_length=300)

    def __init__(self, *args: Any, do: str, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {"assign": "who", "move": "serves", "drop": "reason"}.get(do, "")
        for name in ("who", "serves", "reason"):
            if name != kept:
                self.fields.pop(name)
        for field in self.fields.values():
            if isinstance(field, AssigneeField | ServesField):
                field.standing = standing


class RowForm(forms.Form):
    """What is changed of a task without leaving the list."""

    title = forms.CharField(label=gettext_lazy("Task"), max_length=300)
    due_on = forms.DateField(label=gettext_lazy("Due"), widget=DayInput, required=False)
    who = AssigneeField(label=gettext_lazy("Who does it"), required=False)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        assert isinstance(who, AssigneeField)
        who.standing = standing
