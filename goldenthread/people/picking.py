"""Form fields that find one person, post or unit by what somebody types: a name, or its code.

They work as plain text fields; a script offers suggestions while somebody types. Any room may use them. The day on
which people must be here and posts live is set by the view: `form.fields["lead"].on = today`, or with `look_on`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.people.models import Person, Post, Unit
from goldenthread.people.queries.finding import MOST_FOUND, Kind, found_by, written

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SHOWN = 5


class PickInput(forms.TextInput):
    """A text field with a list of suggestions below it."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"})
        self.kind = kind

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, object] | None = None,
        renderer: object = None,
    ) -> SafeString:
        """Draw the field and the list that the script fills."""
        options = f"{(attrs or {}).get('id', name)}_options"
        given = {
            **self.attrs,
            **(attrs or {}),
            "type": "text",
            "name": name,
            "list": options,
            "hx-get": reverse_lazy("people:suggest", args=[self.kind, name]),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{options}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        if value not in (None, ""):
            given["value"] = str(value)
        return format_html('<input{}><datalist id="{}"></datalist>', flatatt(given), options)


class _PickField(forms.CharField):
    kind: ClassVar[Kind]
    nobody: ClassVar[_StrPromise]
    on: date

    def __init__(
        self,
        *,
        label: str | _StrPromise = "",
        help_text: str | _StrPromise = "",
        required: bool = True,
        missing: str | _StrPromise = "",
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=400,
            widget=PickInput(self.kind),
            error_messages={"required": missing} if missing else None,
        )
        self.on = date.max

    def prepare_value(self, value: object) -> object:
        """Show a record as its name and code; show what was typed as it was."""
        return written(value) if isinstance(value, Person | Post | Unit) else value

    def has_changed(self, initial: object, data: object) -> bool:
        """Tell whether something else was typed than stood there."""
        return str(self.prepare_value(initial) or "") != str(data or "")

    def _find(self, value: object) -> Person | Post | Unit | None:
        words = super().clean(value)
        if not words:
            return None
        found = found_by(self.kind, words, on=self.on)
        if not found:
            raise ValidationError(str(self.nobody) % {"words": words})
        if len(found) > 1:
            some = "; ".join(written(one) for one in found[:SHOWN])
            more = _("; and more") if len(found) > SHOWN or len(found) > MOST_FOUND else ""
            raise ValidationError(
                _("More than one fits. Choose one of: %(some)s%(more)s") % {"some": some, "more": more}
            )
        return found[0]


class PersonField(_PickField):
    """A person who is here on the day `on`, found by name or staff number."""

    kind = "person"
    nobody = gettext_lazy("Nobody here is called “%(words)s”. Type a name or a staff number.")

    def clean(self, value: object) -> Person | None:
        found = self._find(value)
        return found if isinstance(found, Person) else None


class PostField(_PickField):
    """A live post, found by title or reference."""

    kind = "post"
    nobody = gettext_lazy("There is no “%(words)s”. Type a title or a reference.")

    def clean(self, value: object) -> Post | None:
        found = self._find(value)
        return found if isinstance(found, Post) else None


class UnitField(_PickField):
    """An open unit, found by name or code."""

    kind = "unit"
    nobody = gettext_lazy("There is no “%(words)s”. Type a name or a code.")

    def clean(self, value: object) -> Unit | None:
        found = self._find(value)
        return found if isinstance(found, Unit) else None


def look_on(form: forms.Form, *, on: date) -> None:
    """Let every such field of a form look for people who are here on this day."""
    for field in form.fields.values():
        if isinstance(field, _PickField):
            field.on = on
