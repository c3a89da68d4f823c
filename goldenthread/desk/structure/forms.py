"""The forms of a handover, and of ending a unit or a post: to whom, on which day, and why."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.people.picking import PersonField, PostField
from goldenthread.ui.widgets import DayInput


class HandOverForm(forms.Form):
    person = PersonField(
        label=_("Hand it to this person"),
        help_text=_("What a post must own goes to their main post."),
        required=False,
    )
    post = PostField(
        label=_("Or to this post"),
        help_text=_("Whoever holds it does the work. What a person must lead goes to its holder."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the history of everything handed over."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why it changes hands")},
    )


def _taker() -> PostField:
    return PostField(
        label=_("What is still held goes to this post"),
        help_text=_("It owns and carries it from then on. Whoever holds it is told."),
        required=False,
    )


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the history, beside your name."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CloseForm(forms.Form):
    closed_on = forms.DateField(
        label=_("Closed on"), widget=DayInput, error_messages={"required": _("Say on which day")}
    )
    hand_to = _taker()
    reason = _reason()


class AbolishForm(forms.Form):
    abolished_on = forms.DateField(
        label=_("Abolished on"), widget=DayInput, error_messages={"required": _("Say on which day")}
    )
    reports_go_to = PostField(
        label=_("Posts that report to it report to"),
        help_text=_("Needed only when posts report to it."),
        required=False,
    )
    hand_to = _taker()
    reason = _reason()


class LeftForm(forms.Form):
    """For a post or unit that has ended already, and still holds something."""

    hand_to = PostField(
        label=_("What is still held goes to this post"),
        help_text=_("It owns and carries it from then on. Whoever holds it is told."),
    )
    reason = _reason()
