"""What people type when they run the installation."""

from goldenthread.office.forms.accounts import AddressForm, LinkForm, PasswordForm, ReasonForm, RequiredReasonForm
from goldenthread.office.forms.trail import TrailForm

__all__ = ["AddressForm", "LinkForm", "PasswordForm", "ReasonForm", "RequiredReasonForm", "TrailForm"]
