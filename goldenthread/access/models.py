"""The account somebody signs in with. Who they are and what they hold is in `people`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    """Make accounts; addresses are kept in lower case so that one address is one account."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(email=email.strip().lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A way to sign in. It carries no rights: those come from the person's posts and appointments."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="account_email_once"),
        ]

    def __str__(self) -> str:
        return self.email


class OneTimeLink(models.Model):
    """An address that works once: the first set-up, an invitation, a re-opened account.

    Only a digest of the secret is stored, so that a copy of the database opens nothing.
    """

    class Purpose(models.TextChoices):
        SETUP = "setup", _("set-up")
        INVITE = "invite", _("invitation")

    purpose = models.CharField(max_length=16, choices=Purpose)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.CASCADE, related_name="one_time_links")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(purpose="setup") | models.Q(account__isnull=False),
                name="one_time_link_has_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} link {self.pk}"

    def is_open(self, *, now: datetime) -> bool:
        """Tell whether the link can still be used at the given time."""
        return self.used_at is None and now < self.expires_at
