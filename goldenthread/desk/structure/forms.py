"""The form of a handover: to whom, and why."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.people.picking import PersonField, PostField


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
