"""Forms about one task."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from goldenthread.manage.plans.forms.fields import AssigneeField, EffortField, ServesField
from goldenthread.manage.plans.models import Task
from goldenthread.people.queries import Standing
from goldenthread.thread.models import Lens
from goldenthread.ui.widgets import DayInput

LENSES = [("", _("As what it serves")), *Lens.choices]
PRIORITIES = [(int(code), label) for code, label in Task.Priority.choices]


class StandingForm(forms.Form):
    """A form in which somebody types names, which are looked up as far as they may see."""

    def __init__(self, *args: object, standing: Standing, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        for field in self.fields.values():
            if isinstance(field, AssigneeField | ServesField):
                field.standing = standing


def _dates_in_order(cleaned: dict[str, object]) -> None:
    starts, due = cleaned.get("starts_on"), cleaned.get("due_on")
    if starts and due and starts > due:  # type: ignore[operator]  # both are dates once cleaned
        raise ValidationError({"due_on": _("It would be due before it starts. Change one of the two days.")})


class TaskForm(StandingForm):
    """What is said of a task."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    notes = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    due_on = forms.DateField(label=_("Due by"), required=False, widget=DayInput)
    effort = EffortField(label=_("How long it takes"), required=False, help_text=_("Such as 1 h 30 min or 45 min."))
    remaining = EffortField(label=_("Still to do"), required=False, help_text=_("What remains of that."))
    starts_on = forms.DateField(label=_("Not before"), required=False, widget=DayInput)
    priority = forms.TypedChoiceField(label=_("Priority"), choices=PRIORITIES, coerce=int, initial=2)
    lens = forms.ChoiceField(label=_("Lens"), choices=LENSES, required=False)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        _dates_in_order(cleaned)
        return cleaned


class NewTaskForm(StandingForm):
    """A task to be made."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    serves = ServesField(
        label=_("What it serves"),
        required=False,
        help_text=_("A plan, objective or goal, by reference or title. This is what says why it matters."),
    )
    who = AssigneeField(label=_("Who does it"), required=False, help_text=_("A person, or a post whoever holds it."))
    due_on = forms.DateField(label=_("Due by"), required=False, widget=DayInput)
    effort = EffortField(label=_("How long it takes"), required=False, help_text=_("Such as 1 h 30 min or 45 min."))
    notes = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    starts_on = forms.DateField(label=_("Not before"), required=False, widget=DayInput)
    priority = forms.TypedChoiceField(label=_("Priority"), choices=PRIORITIES, coerce=int, initial=2)
    lens = forms.ChoiceField(label=_("Lens"), choices=LENSES, required=False)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        _dates_in_order(cleaned)
        return cleaned


class AssignForm(StandingForm):
    """Who does a task; empty: nobody."""

    who = AssigneeField(
        label=_("Who does it"),
        required=False,
        help_text=_("A name, a staff number, or a post whoever holds it. Empty: nobody yet."),
    )


class ConnectForm(StandingForm):
    """What a task serves; empty: nothing."""

    serves = ServesField(
        label=_("What it serves"),
        required=False,
        help_text=_("A plan, objective or goal, by reference or title. Empty: nothing."),
    )


class PlanDayForm(forms.Form):
    """On which day, perhaps from what time, somebody means to do a task; empty: any time."""

    planned_on = forms.DateField(label=_("On"), required=False, widget=DayInput)
    planned_from = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("planned_from") and not cleaned.get("planned_on"):
            raise ValidationError({"planned_on": _("A time needs a day. Choose the day, or leave the time empty.")})
        return cleaned


class DropForm(forms.Form):
    """Why a task is given up."""

    reason = forms.CharField(label=_("Why it is dropped"), max_length=300)


class PartForm(forms.Form):
    """One line of a checklist."""

    words = forms.CharField(label=_("Add a step"), max_length=300)
