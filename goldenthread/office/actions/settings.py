"""Changing what the organisation says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from goldenthread.audit import actions as audit
from goldenthread.organisation import queries as organisation_queries
from goldenthread.organisation.marks import Mark, clean_mark
from goldenthread.organisation.models import Organisation
from goldenthread.people.models import Person


def _record(
    about: Organisation, *, changes: Mapping[str, object], reason: str, by: Person | None, now: datetime
) -> None:
    audit.record(
        action="organisation.change",
        subject_kind="organisation",
        subject_number=about.pk,
        subject_label=about.name,
        by=by,
        now=now,
        changes=changes,
        reason=reason,
    )
    transaction.on_commit(organisation_queries.forget)


@transaction.atomic
def change_organisation(*, values: Mapping[str, object], by: Person, now: datetime, reason: str = "") -> Organisation:
    """Change fields of the organisation; what is the same already leaves no entry.

    Other processes show the change within a few seconds.
    """
    about, _made = Organisation.objects.get_or_create(pk=1)
    changed = {name: value for name, value in values.items() if getattr(about, name) != value}
    if not changed:
        return about
    changes = {name: [getattr(about, name), value] for name, value in changed.items()}
    Organisation.objects.filter(pk=1).update(**changed)
    about.refresh_from_db()
    _record(about, changes=changes, reason=reason, by=by, now=now)
    return about


def _replace_mark(about: Organisation, name: str, *, by: Person, now: datetime) -> None:
    """Let the organisation point at another file, and delete the older one once that is certain."""
    before = about.mark.name
    Organisation.objects.filter(pk=1).update(mark=name)
    _record(about, changes={"mark": [bool(before), bool(name)]}, reason="", by=by, now=now)
    if before and before != name:
        transaction.on_commit(lambda: default_storage.delete(before))


@transaction.atomic
def change_mark(*, content: bytes, by: Person, now: datetime) -> Mark:
    """Keep a harmless copy of a picture as the organisation's mark. Returns the copy.

    Raises:
        NotAMark: it cannot be taken as one (`organisation.marks`).
    """
    mark = clean_mark(content)
    about, _made = Organisation.objects.get_or_create(pk=1)
    name = f"organisation/mark-{sha256(mark.content).hexdigest()[:16]}.{mark.suffix}"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(mark.content))
    _replace_mark(about, name, by=by, now=now)
    return mark


@transaction.atomic
def remove_mark(*, by: Person, now: datetime) -> None:
    """Show the name alone from now on."""
    about = Organisation.objects.filter(pk=1).first()
    if about is not None and about.mark:
        _replace_mark(about, "", by=by, now=now)
