"""What people type when they decide about a finding."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.ui.widgets import DayInput


class AcceptForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it right to leave this as it is?"),
        help_text=_(
            "Shown to everyone who sees the finding, with your name. A link invented to clear a finding helps nobody."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    again_on = forms.DateField(label=_("Look again on"), help_text=_("At most a year ahead."), widget=DayInput())


class SnoozeForm(forms.Form):
    again_on = forms.DateField(label=_("Bring it back on"), help_text=_("At most a year ahead."), widget=DayInput())
