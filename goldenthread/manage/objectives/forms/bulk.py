"""One change to many objectives."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.people.picking import PersonField, PostField
from goldenthread.thread.models import Item
from goldenthread.ui.choices import Hinted
from goldenthread.ui.widgets import DayInput

WHAT = ("owner", "lead", "until", "end", "connect")


class BulkForm(forms.Form):
    """What is to be set, for which; only the field that belongs to `do` is there."""

    owner_post = PostField(label=gettext_lazy("Post that owns them"))
    lead = PersonField(label=gettext_lazy("Person who leads them"))
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)
    upper = forms.CharField(
        label=gettext_lazy("What they serve"),
        help_text=gettext_lazy("A reference, such as GOAL-2 or OBJ-104."),
        max_length=32,
    )
    state = forms.ChoiceField(label=gettext_lazy("What became of them"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2_000, required=False
    )

    def __init__(self, *args: Any, do: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {"owner": "owner_post", "lead": "lead", "until": "ends_on", "connect": "upper", "end": "state"}[do]
        for name in ("owner_post", "lead", "ends_on", "upper", "state"):
            if name != kept:
                self.fields.pop(name)
        if do == "end":
            self.fields["reason"].required = True
            self.fields["state"].choices = [  # type: ignore[attr-defined]  # a choice field has choices
                (Item.State.CLOSED.value, Hinted(_("They are done"), _("What they were for has been reached."))),
                (Item.State.RETIRED.value, Hinted(_("We no longer do this"), _("Dropped, and kept as history."))),
            ]

    @property
    def values(self) -> dict[str, object]:
        """The fields of each item, for what sets fields."""
        given = self.cleaned_data
        if "owner_post" in given:
            return {"owner_post": given["owner_post"], "owner_unit": None}
        return {name: given[name] for name in ("lead", "ends_on") if name in given}
