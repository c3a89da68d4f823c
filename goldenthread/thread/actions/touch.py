"""Saying that something changed, so that what is worked out from it is worked out again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from goldenthread.people.models import Touched


def touch(kind: Touched.Kind, numbers: Collection[int | None], *, now: datetime) -> None:
    """Append one row a number. Empty numbers are left out."""
    Touched.objects.bulk_create(
        [Touched(kind=kind, number=number, at=now) for number in sorted({n for n in numbers if n is not None})]
    )
