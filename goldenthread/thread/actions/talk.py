"""What people say of an item: check-ins, comments with mentions and files, and watching."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.notices import actions as notices
from goldenthread.notices.models import Notice
from goldenthread.people.models import Person
from goldenthread.people.queries import line_manager_of, standing_of
from goldenthread.thread import attachments, queries
from goldenthread.thread.actions.telling import tell_watchers, who_may_see
from goldenthread.thread.actions.touch import touch
from goldenthread.thread.actions.trail import record
from goldenthread.thread.mentions import Named, find_mentions, possible_names
from goldenthread.thread.models import CheckIn, Comment, CommentFile, Item, Touched, Watch


class CommentIsGone(Exception):
    """The comment was removed."""


@dataclass(frozen=True, slots=True)
class Said:
    """A comment that was made or changed, and who was not told of it.

    `shared_names` are borne by several people; `kept_out` are people who may not see the item.
    """

    comment: Comment
    shared_names: tuple[str, ...] = ()
    kept_out: tuple[str, ...] = ()


@transaction.atomic
def check_in(
    *,
    item: Item,
    said: Item.Said,
    by: Person,
    now: datetime,
    confidence: int | None = None,
    words: str = "",
    help_wanted: str = "",
) -> CheckIn:
    """Say where an item stands; what is said becomes the item's own state.

    Who asks for help is heard by the owners of the item and by their own line manager.
    """
    made = CheckIn.objects.create(
        item=item, by=by, at=now, said=said, confidence=confidence, words=words, help_wanted=help_wanted
    )
    Item.objects.filter(pk=item.pk).update(said=said, said_at=now, confidence=confidence)
    record("item.check_in", item=item, by=by, now=now, changes={"said": [item.said, str(said)]})
    told = _ask_for_help(made, by=by, now=now) if help_wanted else []
    words_of_watch = _("%(person)s checked in on %(item)s: %(said)s") % {
        "person": by.name,
        "item": item.reference,
        "said": Item.Said(said).label,
    }
    tell_watchers(
        item=item, words=words_of_watch, key=f"check-in:{made.pk}", by=by, now=now, fragment="#check-ins", told=told
    )
    touch(Touched.Kind.ITEM, [item.pk], now=now)
    return made


def _ask_for_help(made: CheckIn, *, by: Person, now: datetime) -> list[int]:
    on = timezone.localdate(now)
    manager = line_manager_of(by, on=on)
    asked = queries.owners_of(made.item, standing=standing_of(by, on=on)) + ([manager] if manager else [])
    ids = [person.pk for person in who_may_see(made.item, asked, now=now) if person.pk != by.pk]
    notices.notify_all(
        person_ids=ids,
        kind=Notice.Kind.MENTION,
        words=_("%(person)s asks for help with %(item)s") % {"person": by.name, "item": made.item},
        url=reverse("thread:item", args=[made.item_id]) + "#check-ins",
        key=f"help:{made.pk}",
        now=now,
    )
    return ids


def make_comment(*, item: Item, words: str, by: Person, now: datetime, files: Sequence[File[bytes]] = ()) -> Said:
    """Write a comment, keep its files, and tell whoever is mentioned or watches. If anything fails nothing is kept."""
    kept: list[str] = []
    try:
        with transaction.atomic():
            comment = Comment.objects.create(item=item, by=by, at=now, words=words)
            for file in files:
                kept.append(_keep_file(comment, file))
            record("comment.make", item=item, by=by, now=now)
            return _tell_mentioned(comment, by=by, now=now)
    except BaseException:
        for name in kept:
            default_storage.delete(name)
        raise


def _keep_file(comment: Comment, file: File[bytes]) -> str:
    """Keep a file under a name that says nothing of what it holds; return that name."""
    name = attachments.safe_name(file.name or "")
    kept = default_storage.save(f"comments/{uuid.uuid4().hex}{attachments.suffix_of(name)}", file)
    CommentFile.objects.create(comment=comment, file=kept, name=name, size=file.size)
    return kept


def _tell_mentioned(comment: Comment, *, by: Person, now: datetime) -> Said:
    item = comment.item
    people = list(
        Person.objects.annotate(lower_name=Lower("name"))
        .filter(lower_name__in=possible_names(comment.words), merged_into__isnull=True)
        .order_by("id")[:200]
    )
    found = find_mentions(comment.words, [Named(person.pk, person.name, person.number) for person in people])
    named = [person for person in people if person.pk in found.person_ids]
    may_see = who_may_see(item, named, now=now)
    place = f"#comment-{comment.pk}"
    notices.notify_all(
        person_ids=[person.pk for person in may_see if person.pk != by.pk],
        kind=Notice.Kind.MENTION,
        words=_("%(person)s mentioned you on %(item)s") % {"person": by.name, "item": item},
        url=reverse("thread:item", args=[item.pk]) + place,
        key=f"mention:{comment.pk}",
        now=now,
    )
    tell_watchers(
        item=item,
        words=_("%(person)s commented on %(item)s") % {"person": by.name, "item": item},
        key=f"comment:{comment.pk}",
        by=by,
        now=now,
        fragment=place,
        told=[person.pk for person in may_see],
    )
    kept_out = tuple(person.name for person in named if person not in may_see)
    return Said(comment, found.shared_names, kept_out)


@transaction.atomic
def edit_comment(*, comment: Comment, words: str, by: Person, now: datetime) -> Said:
    """Change the words of a comment. Whoever was told of it already is not told again.

    Raises:
        CommentIsGone: it was removed meanwhile.
    """
    if not Comment.objects.filter(pk=comment.pk, removed_at__isnull=True).update(words=words, edited_at=now):
        raise CommentIsGone(_("This comment has been removed."))
    record("comment.edit", item=comment.item, by=by, now=now)
    return _tell_mentioned(Comment.objects.select_related("item").get(pk=comment.pk), by=by, now=now)


@transaction.atomic
def remove_comment(*, comment: Comment, by: Person, now: datetime) -> None:
    """Take away the words and files of a comment; that there was one stays.

    Raises:
        CommentIsGone: it was removed before.
    """
    if not Comment.objects.filter(pk=comment.pk, removed_at__isnull=True).update(words="", removed_at=now):
        raise CommentIsGone(_("This comment has already been removed."))
    files = CommentFile.objects.filter(comment=comment)
    names = [name for name in files.values_list("file", flat=True) if name]
    files.delete()
    transaction.on_commit(lambda: _forget_files(names))
    record("comment.remove", item=comment.item, by=by, now=now)


def _forget_files(names: Sequence[str]) -> None:
    for name in names:
        default_storage.delete(name)


def watch(*, item: Item, person: Person, now: datetime) -> None:
    """Begin to be told what happens to an item. Watching twice is watching."""
    Watch.objects.bulk_create([Watch(item=item, person=person, since=now)], ignore_conflicts=True)


def unwatch(*, item: Item, person: Person) -> None:
    """Stop being told."""
    Watch.objects.filter(item=item, person=person).delete()
