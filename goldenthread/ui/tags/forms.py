"""Forms: label above, hint below the label, error above the control and in a summary that links to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from goldenthread.ui.choices import Hinted
from goldenthread.ui.tags.library import draw, register

WIDTHS = frozenset({"", "short", "wide"})


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a group, ready to be drawn."""

    control: SafeString
    id: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """One line of the error summary; `target` is the id it leads to, or empty."""

    words: str
    target: str


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "box"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, forms.SelectMultiple):
        return "multiple"
    if isinstance(widget, forms.Select):
        return "select"
    return "plain"


def _described(bound: BoundField, hint: str) -> str:
    ids = []
    if hint:
        ids.append(f"{bound.auto_id}_hint")
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
    return " ".join(ids)


def _attrs(bound: BoundField, hint: str, width: str) -> dict[str, str | bool]:
    given: dict[str, str | bool] = {"placeholder": False}  # a hint that vanishes is no hint
    if _kind(bound.field.widget) in {"plain", "select", "multiple"}:
        classes = ["input", f"input--{width}" if width else "", str(bound.field.widget.attrs.get("class", ""))]
        given["class"] = " ".join(name for name in classes if name)
    described = _described(bound, hint)
    if described:
        given["aria-describedby"] = described
    return given


def _options(bound: BoundField) -> list[Option]:
    drawn = []
    for choice in bound.subwidgets:
        label = choice.data["label"]
        drawn.append(
            Option(
                control=choice.tag(),
                id=choice.id_for_label,
                label=str(label),
                hint=label.hint if isinstance(label, Hinted) else "",
            )
        )
    return drawn


@register.simple_tag
def field(
    *, bound: BoundField, hint: str | None = None, label: str = "", width: str = "", small: bool = False
) -> SafeString:
    """Draw a field of a form: label, hint (the help text of the form unless given), error, control."""
    if width not in WIDTHS:
        raise ValueError(f"{width!r} is no width; choose one of {', '.join(sorted(WIDTHS))}.")
    if bound.is_hidden:
        return bound.as_widget()
    help_text = str(bound.help_text) if hint is None else hint
    kind = _kind(bound.field.widget)
    attrs = _attrs(bound, help_text, width)
    return draw(
        "field",
        {
            "bound": bound,
            "kind": kind,
            "label": label or bound.label,
            "hint": help_text,
            "is_optional": not bound.field.required and not bound.field.disabled,
            "described": attrs.get("aria-describedby", ""),
            "control": "" if kind == "group" else bound.as_widget(attrs=attrs),
            "options": _options(bound) if kind == "group" else (),
            "small": small,
        },
    )


@register.simple_tag
def fields(*, form: BaseForm) -> SafeString:
    """Draw every field of a form, hidden ones too, in their order."""
    return SafeString("".join(field(bound=bound) for bound in form))


def _complaints(shown: Iterable[BaseForm]) -> Iterable[Complaint]:
    for form in shown:
        for words in form.non_field_errors():
            yield Complaint(str(words), "")
        for bound in form:
            is_group = _kind(bound.field.widget) == "group"
            target = f"{bound.auto_id}_0" if is_group else str(bound.id_for_label or bound.auto_id)
            for words in bound.errors:
                yield Complaint(str(words), "" if bound.is_hidden else target)


@register.simple_tag
def form_errors(*, form: BaseForm, also: Iterable[BaseForm] = (), level: int = 2) -> SafeString:
    """Draw what is to be put right, each line a link to its field. Nothing is drawn when all is well."""
    complaints = list(_complaints([form, *also]))
    if not complaints:
        return SafeString("")
    heading = ngettext("One thing to put right", "%(count)s things to put right", len(complaints)) % {
        "count": len(complaints)
    }
    return draw("form_errors", {"complaints": complaints, "heading": heading, "level": level})
