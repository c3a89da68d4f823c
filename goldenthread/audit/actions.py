"""Writing the trail. Each room's actions call this as their last step, inside their own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from goldenthread.audit.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator


class Actor(Protocol):
    """Whoever acts: a person, as far as the trail needs one."""

    @property
    def pk(self) -> int: ...

    @property
    def name(self) -> str: ...


_source: ContextVar[str] = ContextVar("audit_source", default="page")


@contextmanager
def acting_from(source: str) -> Iterator[None]:
    """Say where the actions inside come from: `page`, `command`, `job`, `import` or `setup`."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


def record(
    *,
    action: str,
    subject_kind: str,
    subject_number: int | None,
    subject_label: str,
    by: Actor | None,
    now: datetime,
    changes: Mapping[str, object] | None = None,
    reason: str = "",
    is_material: bool = False,
) -> Entry:
    """Append one entry. `changes` maps a field to [before, after] in plain JSON values."""
    return Entry.objects.create(
        at=now,
        person_number=by.pk if by is not None else None,
        person_name=by.name if by is not None else "",
        action=action,
        subject_kind=subject_kind,
        subject_number=subject_number,
        subject_label=subject_label[:300],
        changes=dict(changes or {}),
        reason=reason,
        source=_source.get(),
        is_material=is_material,
    )
