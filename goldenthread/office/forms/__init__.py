"""What people type when they run the installation."""

from goldenthread.office.forms.accounts import AddressForm, LinkForm, PasswordForm, ReasonForm, RequiredReasonForm
from goldenthread.office.forms.organisation import (
    MarkForm,
    NameForm,
    RetentionForm,
    SettingsForm,
    SetUpOrganisationForm,
    WordsForm,
    WorkingTimeForm,
    YearForm,
    calendar_name,
)
from goldenthread.office.forms.set_up import AdministratorForm
from goldenthread.office.forms.trail import TrailForm

__all__ = [
    "AddressForm",
    "AdministratorForm",
    "LinkForm",
    "MarkForm",
    "NameForm",
    "PasswordForm",
    "ReasonForm",
    "RequiredReasonForm",
    "RetentionForm",
    "SetUpOrganisationForm",
    "SettingsForm",
    "TrailForm",
    "WordsForm",
    "WorkingTimeForm",
    "YearForm",
    "calendar_name",
]
