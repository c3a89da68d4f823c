"""What somebody owes others: re-affirmations, check-ins, mentions, handovers, reminders."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.desk.owed import CHECK_IN_NOTICE_DAYS, Debt, DebtKind, due_day, in_order
from goldenthread.notices.models import Notice
from goldenthread.people.queries import Standing
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item, Link
from goldenthread.ui.addresses import address

AT_MOST = 100
NOTICES: dict[str, DebtKind] = {
    Notice.Kind.MENTION: "mention",
    Notice.Kind.HANDOVER: "handover",
    Notice.Kind.REMINDER: "reminder",
}


def items_answered_for(standing: Standing) -> QuerySet[Item]:
    """Return the live items that somebody leads or owns. One query to prepare for people who hold posts."""
    mine = Q(lead=standing.person)
    if standing.post_ids:
        mine |= Q(owner_post__in=standing.answered_posts) | Q(owner_unit__in=standing.answered_units)
    return Item.objects.filter(mine, state=Item.State.LIVE)


def debts_of(standing: Standing, *, now: datetime) -> list[Debt]:
    """Return what somebody owes others, soonest due first, at most `AT_MOST`. Two queries."""
    if not standing.is_here:
        return []
    mine = items_answered_for(standing)
    links = (
        Link.objects.filter(lower__in=mine.values("pk"), state=Link.State.NEEDS_REAFFIRM)
        .annotate(what=Value("reaffirm"), days=Value(0))
        .values_list(
            "what",
            "pk",
            "lower__kind",
            "lower_id",
            "lower__reference",
            "lower__title",
            "asked_because",
            "asked_at",
            "days",
        )
    )
    last_news = Coalesce("said_at", "created_at", output_field=DateTimeField())
    # SQLite multiplies a length of time by nothing but a plain integer.
    days = Cast("rhythm_days", IntegerField())
    rhythm = ExpressionWrapper(days * Value(timedelta(days=1), output_field=DurationField()), DurationField())
    silent = (
        mine.filter(rhythm_days__isnull=False)
        .annotate(what=Value("check_in"), last=last_news, none=Value(""))
        .annotate(due_at=ExpressionWrapper(F("last") + rhythm, output_field=DateTimeField()))
        .filter(due_at__lte=now + timedelta(days=CHECK_IN_NOTICE_DAYS))
        .values_list("what", "pk", "kind", "pk", "reference", "title", "none", "last", "rhythm_days")
    )
    told = (
        Notice.objects.filter(person=standing.person, kind__in=NOTICES, read_at__isnull=True)
        .annotate(none=Value(""), zero=Value(0))
        .values_list("kind", "pk", "none", "zero", "none", "words", "none", "created_at", "zero")
    )
    today = timezone.localdate(now)
    rows = links.union(silent, told, all=True)[:AT_MOST]
    return in_order(_debt(row, today=today) for row in rows)


def _debt(row: tuple[str, int, str, int, str, str, str, datetime | None, int], *, today: date) -> Debt:
    what, number, kind, item_id, reference, title, because, at, rhythm_days = row
    since = timezone.localdate(at) if at is not None else today
    if what == "reaffirm":
        return Debt(
            "reaffirm",
            number,
            _("Re-affirm %(reference)s") % {"reference": reference},
            because or title,
            _address("thread:affirm", number) or item_address(kind=kind, item_id=item_id),
            due_day(kind="reaffirm", since=since),
        )
    if what == "check_in":
        days = (today - since).days
        silence = ngettext("last news %(days)s day ago", "last news %(days)s days ago", days) % {"days": days}
        return Debt(
            "check_in",
            number,
            _("Check in on %(reference)s") % {"reference": reference},
            _("%(title)s; %(silence)s") % {"title": title, "silence": silence},
            _address("thread:check_in", number) or item_address(kind=kind, item_id=item_id),
            due_day(kind="check_in", since=since, rhythm_days=rhythm_days),
        )
    asked = NOTICES[what]
    titles: dict[DebtKind, str] = {
        "mention": _("Answer a mention"),
        "handover": _("Take over what was handed to you"),
        "reminder": _("Mend what you were reminded of"),
    }
    return Debt(
        asked, number, titles[asked], title, _address("notices:notice_open", number), due_day(kind=asked, since=since)
    )


def _address(name: str, number: int) -> str:
    """Return the address of a page that a lower room has, or nothing while it has none."""
    try:
        return address(name, number)
    except NoReverseMatch:
        return ""
