"""Fields in which somebody types a name: who it is for, what it serves, how long it takes."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from goldenthread.manage.plans.effort import NotATime, minutes_of, written
from goldenthread.manage.plans.queries.choices import NotFound, find_assignee, find_item
from goldenthread.people.models import Person, Post
from goldenthread.people.queries import Standing
from goldenthread.thread.models import Item

TASK_SERVES = (Item.Kind.PLAN.value, Item.Kind.OBJECTIVE.value, Item.Kind.GOAL.value, Item.Kind.VALUE.value)
PLAN_SERVES = TASK_SERVES


class Suggesting(forms.TextInput):
    """A line of text that suggests while somebody types; without script it is a line of text."""

    template_name = "plans/suggesting.html"

    def __init__(self, *, url: object, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.url = url

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        given = dict(attrs or {})
        suggestions = f"{given.get('id', name)}-suggestions"
        asked = {
            "list": suggestions,
            "hx-get": str(self.url),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{suggestions}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        return {**super().get_context(name, value, {**given, **asked}), "suggestions": suggestions}


class AssigneeField(forms.CharField):
    """A person or a post, by name. The form sets `standing` before it cleans."""

    widget = Suggesting(url=reverse_lazy("plans:suggest_assignees"))
    standing: Standing

    def clean(self, value: str) -> Person | Post | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return find_assignee(text, on=self.standing.on)
        except NotFound as missing:
            raise ValidationError(str(missing)) from missing


class ServesField(forms.CharField):
    """An item, by reference or title. The form sets `standing` before it cleans."""

    widget = Suggesting(url=reverse_lazy("plans:suggest_items"))
    standing: Standing

    def clean(self, value: str) -> Item | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return find_item(text, standing=self.standing, kinds=TASK_SERVES)
        except NotFound as missing:
            raise ValidationError(str(missing)) from missing


class EffortField(forms.CharField):
    """A length of time in minutes."""

    def clean(self, value: str) -> int:
        text = super().clean(value)
        try:
            return minutes_of(text)
        except NotATime as unclear:
            raise ValidationError(_("Write a length of time, such as 1 h 30 min, 45 min or 2 h.")) from unclear

    def prepare_value(self, value: object) -> object:
        return written(value) if isinstance(value, int) else value
