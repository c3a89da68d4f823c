"""What an auditor asks of the trail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.ui.widgets import DayInput

LARGEST_NUMBER = 9_223_372_036_854_775_807  # that a database key can be


class TrailForm(forms.Form):
    """What of the trail is asked for; every field may be empty."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    action = forms.CharField(required=False, max_length=64)
    subject_kind = forms.CharField(required=False, max_length=32)
    subject = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_NUMBER)
    person = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_NUMBER)
    source = forms.CharField(required=False, max_length=16)
    first_day = forms.DateField(label=_("From"), required=False, widget=DayInput(attrs={"class": "input input--s"}))
    last_day = forms.DateField(label=_("To"), required=False, widget=DayInput(attrs={"class": "input input--s"}))
