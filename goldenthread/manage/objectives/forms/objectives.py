"""An objective of one of the three kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.manage.objectives.actions import ObjectiveWords
from goldenthread.manage.objectives.models import Objective
from goldenthread.people.models import Person
from goldenthread.people.picking import PersonField, PostField, UnitField
from goldenthread.thread.changing import ChangeForm
from goldenthread.thread.models import Lens
from goldenthread.ui.widgets import DayInput

_OF_OTHERS = ("owner_post", "owner_unit", "lead")  # fields that a development objective does not have


class _ObjectiveFields(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("The objective"),
        help_text=gettext_lazy("What will be so, in words that can be checked."),
        max_length=300,
    )
    description = forms.CharField(
        label=gettext_lazy("What it means"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000, required=False
    )
    lens = forms.ChoiceField(label=gettext_lazy("Lens"), choices=Lens.choices, initial=Lens.MANAGE.value)
    owner_post = PostField(
        label=gettext_lazy("Post that owns it"),
        help_text=gettext_lazy("The duty stays with the post when somebody moves."),
        required=False,
    )
    owner_unit = UnitField(
        label=gettext_lazy("or unit that owns it"),
        help_text=gettext_lazy("Whoever heads the unit answers for it."),
        required=False,
    )
    lead = PersonField(label=gettext_lazy("Person who leads it"), required=False)
    reviewer = PersonField(label=gettext_lazy("Person who reviews it"), required=False)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput, required=False)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput, required=False)
    rhythm_days = forms.IntegerField(
        label=gettext_lazy("Days between check-ins"), min_value=1, max_value=730, required=False
    )
    kind: Objective.Kind

    def fit(self, kind: Objective.Kind) -> None:
        """Leave only the fields that this kind has."""
        self.kind = kind
        if kind == Objective.Kind.STANDING:
            self.fields.pop("ends_on", None)
        if kind == Objective.Kind.CHANGE:
            self.fields["ends_on"].required = True
        if kind == Objective.Kind.DEVELOPMENT:
            for name in _OF_OTHERS:
                self.fields.pop(name, None)
        else:
            self.fields.pop("subject", None)

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

    def words(self) -> ObjectiveWords:
        """Return what a valid form says."""
        given = self.cleaned_data
        return ObjectiveWords(
            title=given["title"],
            description=given["description"],
            lens=Lens(given["lens"]),
            owner_post=given.get("owner_post"),
            owner_unit=given.get("owner_unit"),
            lead=given.get("lead"),
            reviewer=given["reviewer"],
            starts_on=given["starts_on"],
            ends_on=given.get("ends_on"),
            rhythm_days=given["rhythm_days"],
        )


class NewObjectiveForm(_ObjectiveFields):
    """An objective that is not there yet. `subject` is whose development it is."""

    subject = forms.ChoiceField(label=gettext_lazy("Whose development"))
    field_order = ("subject", "title")
    people: dict[str, Person]

    def let_choose(self, people: Sequence[Person]) -> None:
        """Say whose development may be chosen."""
        self.people = {str(person.pk): person for person in people}
        self.fields["subject"].choices = [(number, person.name) for number, person in self.people.items()]  # type: ignore[attr-defined]  # a choice field has choices

    @property
    def chosen_subject(self) -> Person | None:
        return self.people.get(str(self.cleaned_data.get("subject", "")))


class ChangeObjectiveForm(ChangeForm, _ObjectiveFields):
    """Other words, another owner, other days."""

    field_order = (
        "title",
        "description",
        "lens",
        "owner_post",
        "owner_unit",
        "lead",
        "reviewer",
        "starts_on",
        "ends_on",
        "rhythm_days",
        "weight",
        "reason",
        "seen_at",
    )


class CloseForm(forms.Form):
    """Whether it was achieved, and what was learned."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("How it ended"),
        widget=forms.RadioSelect,
        choices=[("achieved", gettext_lazy("Achieved")), ("missed", gettext_lazy("Missed"))],
    )
    reason = forms.CharField(
        label=gettext_lazy("In a sentence"),
        help_text=gettext_lazy("Whoever hangs work from it reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
    )
    learned = forms.CharField(
        label=gettext_lazy("What was learned"),
        help_text=gettext_lazy("What you would do again, and what you would not."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        required=False,
    )
