"""Forms of the first set-up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from goldenthread.office.forms.accounts import PasswordForm


class AdministratorForm(PasswordForm):
    """Who administers first."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Say your name")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("You sign in with it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": gettext_lazy("Give your e-mail address")},
    )
    number = forms.CharField(
        label=gettext_lazy("Your staff number"),
        help_text=gettext_lazy("So that an import knows you when your files name you, too."),
        max_length=64,
        required=False,
    )
    field_order = ("name", "email", "number", "password", "again")
