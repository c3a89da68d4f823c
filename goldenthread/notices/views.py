"""Somebody's own notices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.notices import actions, queries
from goldenthread.notices.models import Notice
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.ui.paging import page_number, slice_of

PAGE_SIZE = 30


@require_GET
@person_required
def notices(request: PersonRequest) -> HttpResponse:
    only_unread = request.GET.get("show") == "unread"
    found = queries.notices_of(request.person, only_unread=only_unread)
    part = slice_of(found, number=page_number(request.GET.get("page", "")), size=PAGE_SIZE)
    context = {
        "part": part,
        "only_unread": only_unread,
        "has_unread": any(notice.read_at is None for notice in part.rows),
        "query": "show=unread" if only_unread else "",
    }
    return render(request, "notices/notices.html", context)


@require_GET
@person_required
def notice_open(request: PersonRequest, notice_id: int) -> HttpResponse:
    """Lead on to what a notice is about, and take note that it was read."""
    notice = get_object_or_404(Notice, pk=notice_id)
    gate.require(Action.NOTICE_READ, queries.relations_to_notice(request.person, notice))
    actions.mark_read(notice=notice, now=request.now)
    if not url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None):
        return redirect("notices:notices")
    return redirect(notice.url)


@require_POST
@person_required
def notices_read(request: PersonRequest) -> HttpResponse:
    count = actions.mark_all_read(person=request.person, now=request.now)
    if count:
        told = ngettext("%(count)s notice marked as read.", "%(count)s notices marked as read.", count)
        messages.success(request, told % {"count": count})
    else:
        messages.info(request, _("There was nothing left to read."))
    return redirect("notices:notices")
