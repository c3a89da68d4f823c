"""Whether anybody can run this installation."""

from __future__ import annotations

from goldenthread.people.models import Appointment


def is_set_up() -> bool:
    """Tell whether somebody who can have an account administers: until then the set-up address works. One query."""
    return Appointment.objects.filter(
        role=Appointment.Role.ADMINISTRATOR, ends_on__isnull=True, person__account__isnull=False
    ).exists()
