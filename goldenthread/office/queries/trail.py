"""The trail as an auditor may read it: that something happened always, words about somebody's own development never."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from goldenthread.audit import queries as audit
from goldenthread.audit.models import Entry
from goldenthread.manage.plans.models import Task
from goldenthread.thread.models import Item
from goldenthread.together.findings.models import Finding


def entries_for_auditor(wanted: audit.Wanted) -> QuerySet[Entry]:
    """Return the entries that are asked for, newest first, marked where their words are withheld. One query."""
    return audit.narrowed(wanted, withheld=_about_development())


def _about_development() -> Q:
    """Tell which entries are about a restricted item, a task for one, or a break at either."""
    items = Item.objects.filter(visibility=Item.Visibility.RESTRICTED).values("pk")
    tasks = Task.objects.filter(serves__visibility=Item.Visibility.RESTRICTED).values("pk")
    findings = Finding.objects.filter(Q(item__in=items) | Q(task__in=tasks)).values("pk")
    return (
        Q(subject_kind="item", subject_number__in=items)
        | Q(subject_kind="task", subject_number__in=tasks)
        | Q(subject_kind="finding", subject_number__in=findings)
    )
