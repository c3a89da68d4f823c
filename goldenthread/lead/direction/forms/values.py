"""A value, and what living it looks like at each level."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.lead.direction.actions import BehaviourWords
from goldenthread.lead.direction.models import Behaviour
from goldenthread.people.models import Level
from goldenthread.thread.changing import ChangeForm

EVERYONE = "everyone"
LONGEST_BEHAVIOUR = 300
MOST_LINES = 20


class _ValueFields(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("The value"), help_text=gettext_lazy("Such as “We keep our word”."), max_length=300
    )
    meaning = forms.CharField(
        label=gettext_lazy("What it means, in a sentence"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        required=False,
    )


class NewValueForm(_ValueFields):
    """A value that is not there yet."""


class ChangeValueForm(ChangeForm, _ValueFields):
    """Other words for a value."""

    field_order = ("name", "meaning", "weight", "reason", "seen_at")


def _levels() -> list[tuple[str, str, str]]:
    """Return a name for fields, the code of the level, and its words."""
    return [
        (EVERYONE, "", _("Everyone")),
        *((level.value, level.value, str(level.label).capitalize()) for level in Level),
    ]


class LinesField(forms.CharField):
    """Behaviours, one a line; blank lines and repeats do not count."""

    def __init__(self) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=MOST_LINES * LONGEST_BEHAVIOUR
        )

    def clean(self, value: Any) -> list[str]:
        lines = list(
            dict.fromkeys(" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip())
        )
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("At most %(most)s behaviours here.") % {"most": MOST_LINES})
        if any(len(line) > LONGEST_BEHAVIOUR for line in lines):
            raise forms.ValidationError(_("A behaviour has at most %(most)s letters.") % {"most": LONGEST_BEHAVIOUR})
        return lines


class BehavioursForm(forms.Form):
    """Two boxes a level: what is seen, what is not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, _level, label in _levels():
            for kind, words in ((Behaviour.Kind.SEEN, _("We see")), (Behaviour.Kind.NOT_SEEN, _("We don’t see"))):
                field = LinesField()
                field.label = _("%(level)s: %(words)s") % {"level": label, "words": words}
                self.fields[f"{name}_{kind}"] = field

    @staticmethod
    def shown(behaviours: Iterable[Behaviour]) -> dict[str, str]:
        """Return behaviours as the boxes hold them."""
        lines: dict[str, list[str]] = {}
        for behaviour in behaviours:
            lines.setdefault(f"{behaviour.level or EVERYONE}_{behaviour.kind}", []).append(behaviour.words)
        return {name: "\n".join(words) for name, words in lines.items()}

    def wanted(self) -> list[BehaviourWords]:
        """Return the behaviours of a valid form, in order."""
        return [
            BehaviourWords(kind=kind.value, level=level, words=words)
            for name, level, _label in _levels()
            for kind in Behaviour.Kind
            for words in self.cleaned_data[f"{name}_{kind}"]
        ]
