"""Forms about people: who they are, what they hold, that they leave, that two records are one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from goldenthread.people.models import Appointment, Assignment
from goldenthread.people.picking import PersonField, PostField
from goldenthread.ui.choices import Hinted
from goldenthread.ui.widgets import DayInput


def kinds() -> list[tuple[str, str]]:
    """Return how somebody may hold a post, each with a hint."""
    return [
        ("substantive", Hinted(str(_("Substantive")), str(_("The post is theirs.")))),
        ("acting", Hinted(str(_("Acting")), str(_("Doing a post above their own for a while.")))),
        ("temporary", Hinted(str(_("Temporary")), str(_("For a fixed time, or on loan.")))),
    ]


def _reason(*, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the history, beside your name."),
        required=required,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why")},
    )


def _fte() -> forms.DecimalField:
    return forms.DecimalField(
        label=_("Share of full time"),
        help_text=_("1 is full time, 0.6 is three days of five."),
        min_value=0,
        max_value=2,
        max_digits=5,
        decimal_places=3,
        initial=1,
    )


class ReasonForm(forms.Form):
    reason = _reason()


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Full name"), max_length=200, error_messages={"required": _("Say the name")})
    known_as = forms.CharField(
        label=_("Known as"), help_text=_("What others call them, if it is different."), max_length=100, required=False
    )
    number = forms.CharField(
        label=_("Staff number"),
        help_text=_("The organisation’s own number. Nobody else may have it."),
        max_length=64,
        error_messages={"required": _("Give the staff number")},
    )
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("Single sign-on finds them by it."), max_length=254, required=False
    )
    joined_on = forms.DateField(label=_("Joined on"), required=False, widget=DayInput)


class LeavingForm(forms.Form):
    left_on = forms.DateField(
        label=_("Last day"),
        help_text=_("What they hold ends on this day. Their history stays."),
        widget=DayInput,
        error_messages={"required": _("Say which day is the last")},
    )
    reason = _reason()


class _TimeForm(forms.Form):
    """How and from when to when a post is held."""

    starts_on = forms.DateField(
        label=_("First day"), widget=DayInput, error_messages={"required": _("Say from which day")}
    )
    ends_on = forms.DateField(
        label=_("Last day"), help_text=_("Leave it empty while it goes on."), required=False, widget=DayInput
    )
    fte = _fte()
    kind = forms.ChoiceField(label=_("How it is held"), choices=kinds, widget=forms.RadioSelect, initial="substantive")
    is_main = forms.BooleanField(
        label=_("This is their main post"),
        help_text=_("Their line, their unit and their level come from it."),
        required=False,
        initial=True,
    )
    reason = _reason()

    def clean_kind(self) -> Assignment.Kind:
        return Assignment.Kind(self.cleaned_data["kind"])


class AssignForm(_TimeForm):
    post = PostField(
        label=_("Post"), help_text=_("Type a part of its title, or its reference."), missing=_("Choose a post")
    )
    field_order = ("post", "starts_on", "ends_on", "fte", "kind", "is_main", "reason")


class HolderForm(_TimeForm):
    person = PersonField(
        label=_("Person"), help_text=_("Type a part of the name, or the staff number."), missing=_("Choose a person")
    )
    field_order = ("person", "starts_on", "ends_on", "fte", "kind", "is_main", "reason")


class AssignmentForm(_TimeForm):
    """The time of somebody in a post, changed afterwards."""


class EndForm(forms.Form):
    ends_on = forms.DateField(
        label=_("Last day"), widget=DayInput, error_messages={"required": _("Say which day is the last")}
    )
    reason = _reason()


class MovePersonForm(forms.Form):
    post = PostField(
        label=_("To which post"), help_text=_("Type a part of its title, or its reference."), missing=_("Choose a post")
    )
    starts_on = forms.DateField(
        label=_("First day there"),
        help_text=_("The post they hold now ends the day before."),
        widget=DayInput,
        error_messages={"required": _("Say from which day")},
    )
    reason = _reason()


class BulkForm(forms.Form):
    """What to do with the people chosen: a post for assigning and moving, a day, a reason."""

    post = PostField(
        label=_("Post"), help_text=_("Type a part of its title, or its reference."), missing=_("Choose a post")
    )
    on = forms.DateField(label=_("First day"), widget=DayInput, error_messages={"required": _("Say on which day")})
    reason = _reason()

    def __init__(self, *args: object, needs_post: bool, day_label: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as it came
        self.fields["on"].label = day_label
        if not needs_post:
            del self.fields["post"]


class AppointForm(forms.Form):
    person = PersonField(
        label=_("Person"), help_text=_("Type a part of the name, or the staff number."), missing=_("Choose a person")
    )
    role = forms.ChoiceField(
        label=_("Appointment"),
        choices=Appointment.Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an appointment")},
    )
    starts_on = forms.DateField(
        label=_("First day"), widget=DayInput, error_messages={"required": _("Say from which day")}
    )
    ends_on = forms.DateField(
        label=_("Last day"), help_text=_("Leave it empty while it goes on."), required=False, widget=DayInput
    )
    reason = _reason(required=True)

    def clean_role(self) -> Appointment.Role:
        return Appointment.Role(self.cleaned_data["role"])


class MergeForm(forms.Form):
    other = PersonField(
        label=pgettext_lazy("a second record of the same person", "The other record"),
        help_text=_("Type the name or the staff number of the other record."),
        missing=_("Choose the other record"),
    )
    keep = forms.ChoiceField(
        label=_("Which record stays?"),
        choices=[("this", _("This one; the other one ends")), ("other", _("The other one; this one ends"))],
        widget=forms.RadioSelect,
        initial="this",
    )
    reason = _reason(required=True)
