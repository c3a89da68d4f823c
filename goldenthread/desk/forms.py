"""Input of the desk: strings turned into values."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from goldenthread.access.policy import Action, is_allowed
from goldenthread.desk.queries.someone import person_with_relations
from goldenthread.manage.plans.queries.choices import NotFound, find_assignee
from goldenthread.people.models import Person
from goldenthread.people.queries import Standing


class StartFromForm(forms.Form):
    """From whose place the map is drawn."""

    who = forms.CharField(label=_("Start from"), help_text=_("The name or staff number of somebody in your line."))

    def __init__(self, *args: object, standing: Standing, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self._standing = standing

    def clean_who(self) -> Person:
        try:
            found = find_assignee(self.cleaned_data["who"], on=self._standing.on)
        except NotFound as missing:
            raise ValidationError(str(missing)) from missing
        if isinstance(found, Person):
            person, relations = person_with_relations(found.pk, standing=self._standing)
            if is_allowed(Action.PERSON_VIEW_SIGHT, relations):
                return person
        raise ValidationError(_("You can start from yourself and from people in the line below you."))
