"""What every form that changes an item has besides its own fields: how large the change is, why, and what was seen.

Rooms above build their forms on `ChangeForm`. In their views:

    form = GoalForm(request.POST or None, initial={...})
    tried = try_to_save(form, lambda: change_goal(...), before=words_now, after=lambda: words_typed)
    if tried.is_saved: ...
    return render(request, "...", changing(item, form, tried), ...)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.thread import queries
from goldenthread.thread.actions import ChangedMeanwhile, ItemIsOver
from goldenthread.thread.models import Item
from goldenthread.thread.wording import Piece, compare
from goldenthread.ui.choices import Hinted

LONGEST_REASON = 2_000


def seen_mark(item: Item) -> str:
    """Return when the item was last changed, as a hidden field holds it."""
    return item.changed_at.isoformat()


class SeenField(forms.CharField):
    """When the item had last been changed as the person began to type; a mark that nobody wrote is refused."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> datetime:
        text = super().clean(value)
        try:
            seen = datetime.fromisoformat(text)
        except ValueError:
            seen = None
        if seen is None or seen.tzinfo is None:
            raise forms.ValidationError(_("This page is too old to be saved. Open it again."))
        return seen


class ChangeForm(forms.Form):
    """A form that changes an item. For a draft, `drop_weight` leaves out what only what is published needs."""

    seen_at = SeenField()
    weight = forms.ChoiceField(label=gettext_lazy("What kind of change this is"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_REASON,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weight"].choices = [  # type: ignore[attr-defined]  # a choice field has choices
            ("small", Hinted(_("A small correction"), _("It means what it meant. Nobody is asked anything."))),
            (
                "material",
                Hinted(
                    _("It means something else now"),
                    _("Its version rises, and whoever hangs work directly from it is asked once to re-affirm."),
                ),
            ),
        ]
        self.initial.setdefault("weight", "small")
        for name in ("weight", "reason"):  # they stand below the fields of the room
            self.fields[name] = self.fields.pop(name)

    def drop_weight(self) -> None:
        """Take away the question how large the change is: a draft has no versions yet."""
        for name in ("weight", "reason"):
            self.fields.pop(name, None)

    @property
    def is_material(self) -> bool:
        """Whether the person said, in a valid form, that it means something else now."""
        return bool(self.cleaned_data.get("weight") == "material")

    @property
    def given_reason(self) -> str:
        return str(self.cleaned_data.get("reason", ""))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("weight") == "material" and not given.get("reason"):
            self.add_error("reason", _("Say why it means something else now: whoever is asked to re-affirm reads it."))
        return given


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of saving: `meanwhile` is how the words of somebody else, who saved first, differ from those typed."""

    is_saved: bool
    meanwhile: tuple[Piece, ...] | None = None


def try_to_save(form: ChangeForm, save: Callable[[], object], *, before: str, after: Callable[[], str]) -> Tried:
    """Save a form that was sent and is valid; a refusal is shown above it.

    `before` are the words as they stand, `after` gives those that were typed.
    """
    if not form.is_valid():
        return Tried(is_saved=False)
    try:
        save()
    except ChangedMeanwhile as changed:
        form.add_error(None, str(changed))
        return Tried(is_saved=False, meanwhile=compare(before, after()))
    except ItemIsOver as over:
        form.add_error(None, str(over))
        return Tried(is_saved=False)
    return Tried(is_saved=True)


def changing(item: Item, form: ChangeForm, tried: Tried) -> dict[str, object]:
    """Return what the page of such a form shows. After somebody else's change a second saving stands on theirs."""
    is_kept = form.is_bound and tried.meanwhile is None
    return {
        "item": item,
        "form": form,
        "seen_at": form.data.get("seen_at", "") if is_kept else seen_mark(item),
        "meanwhile": tried.meanwhile,
        "asked": queries.whom_it_asks(item),
    }
