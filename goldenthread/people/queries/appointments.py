"""Reads of appointments."""

from __future__ import annotations

from datetime import date

from goldenthread.people.models import Appointment

SHOWN = 200


def appointments_by_day(*, on: date) -> tuple[list[Appointment], list[Appointment]]:
    """Return those that hold on a day or are to come, and those that have ended. One query."""
    rows = Appointment.objects.select_related("person", "made_by").order_by("role", "person__name", "pk")[: 2 * SHOWN]
    going_on = [one for one in rows if one.ends_on is None or one.ends_on >= on]
    ended = [one for one in rows if one.ends_on is not None and one.ends_on < on]
    return going_on, ended[:SHOWN]
