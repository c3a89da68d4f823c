"""A planning year, and what becomes of what is open at its end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.manage.objectives.actions import Settled
from goldenthread.thread.models import Item
from goldenthread.ui.widgets import DayInput


class YearForm(forms.Form):
    """A name and two days."""

    label = forms.CharField(label=gettext_lazy("Name"), help_text=gettext_lazy("Such as “2026/27”."), max_length=40)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] <= given["starts_on"]:
            self.add_error("ends_on", _("This day comes before the first day."))
        return given


class SettleForm(forms.Form):
    """For each open item what becomes of it, and the new last day of those that are carried over."""

    new_last_day = forms.DateField(label=gettext_lazy("New last day of what is carried over"), widget=DayInput)

    def __init__(self, *args: Any, items: Iterable[Item], all_to: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        fates = [
            ("carry", _("Carry over")),
            ("close", _("Close, it is done")),
            ("drop", _("Drop")),
            ("leave", _("Decide later")),
        ]
        for item in self.items:
            self.fields[f"fate_{item.pk}"] = forms.ChoiceField(
                label=_("What becomes of %(item)s") % {"item": item.reference},
                choices=fates,
                initial=all_to if all_to in dict(fates) else "carry",
                widget=forms.Select(attrs={"class": "input input--s"}),
            )

    def settled(self) -> list[Settled]:
        """Return what a valid form says of each item, in their order."""
        day = self.cleaned_data["new_last_day"]
        return [
            Settled(item.pk, fate, day if fate == "carry" else None)
            for item in self.items
            if (fate := self.cleaned_data[f"fate_{item.pk}"])
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        latest = max((item.ends_on for item in self.items if item.ends_on), default=None)
        if latest and given.get("new_last_day") and given["new_last_day"] <= latest:
            self.add_error("new_last_day", _("What is carried over ends later than it does now."))
        return given
