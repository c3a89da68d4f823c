"""Forms about accounts."""

from __future__ import annotations

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.access.models import Account
from goldenthread.people.picking import PersonField


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept in the audit trail, beside your name."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RequiredReasonForm(ReasonForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as it came
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = gettext_lazy("Say why")


class LinkForm(ReasonForm):
    """Which person an account belongs to."""

    person = PersonField(
        label=gettext_lazy("Person"),
        help_text=gettext_lazy("Type a part of the name, or the staff number."),
        missing=gettext_lazy("Choose a person"),
    )
    field_order = ("person", "reason")


class AddressForm(RequiredReasonForm):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address to sign in with"),
        max_length=254,
        error_messages={"required": gettext_lazy("Give the new address")},
    )
    field_order = ("email", "reason")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class PasswordForm(forms.Form):
    """A password, twice."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("At least 12 characters. A few words in a row are easy to keep and hard to guess."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Choose a password")},
    )
    again = forms.CharField(
        label=gettext_lazy("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Type the password again")},
    )

    def __init__(self, *args: object, account: Account | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as it came
        self.account = account

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password, self.account)
        return password

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("The two passwords differ. Type the same one twice."))
        return again
