"""Why running the installation refuses something. Each message is a sentence for the person who tried. Pure."""

from __future__ import annotations


class OfficeRefusal(Exception):
    """It would make no sense or shut everybody out; the message says why and what helps.

    `field` names the field of the form that it belongs to, or is empty for the whole.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NobodyWouldAdminister(OfficeRefusal):
    """The last account that administers cannot be closed or taken from its person."""


class OwnAccount(OfficeRefusal):
    """Nobody closes the account they are signed in with."""


class AlreadyLinked(OfficeRefusal):
    """The person has an account, or the account has a person."""


class AccountInUse(OfficeRefusal):
    """The address belongs to another account, or somebody changed it first."""


class NotErasable(OfficeRefusal):
    """Somebody who works here is not erased."""
