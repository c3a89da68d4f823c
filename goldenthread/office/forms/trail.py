"""What an auditor asks of the trail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.ui.widgets import DayInput


class TrailForm(forms.Form):
    """What of the trail is asked for; every field may be empty."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    action = forms.CharField(label=_("What was done"), required=False, max_length=64)
    subject_kind = forms.CharField(label=_("To what"), required=False, max_length=32)
    person = forms.IntegerField(required=False, min_value=1)
    source = forms.CharField(label=_("From where"), required=False, max_length=16)
    first_day = forms.DateField(label=_("From"), required=False, widget=DayInput())
    last_day = forms.DateField(label=_("To"), required=False, widget=DayInput())
