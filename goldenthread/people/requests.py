"""Who is asking: the person behind the signed-in account, put on each request once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from goldenthread.people.models import Person
from goldenthread.people.queries import Standing, standing_of

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request from somebody who is signed in and works here.

    `now` is when it arrived: views hand it to actions, and its local day to queries.
    """

    person: Person
    standing: Standing
    now: datetime
    htmx: HtmxDetails


def _person_of(request: HttpRequest) -> Person | None:
    if not request.user.is_authenticated:
        return None
    return Person.objects.filter(account_id=request.user.pk, merged_into__isnull=True).first()


def person_required(
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let only people through: others are asked to sign in; an account without a person is told so (403)."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        person = _person_of(request)
        now = timezone.now()
        standing = standing_of(person, on=timezone.localdate(now)) if person else None
        if person is None or standing is None or not standing.is_here:
            return render(request, "people/no_person.html", status=403)
        known = cast("PersonRequest", request)
        known.person, known.standing, known.now = person, standing, now
        return view(known, *args, **kwargs)

    return guarded


def wants_fragment(request: PersonRequest) -> bool:
    """Whether only the changed part of the page is asked for. The answer then varies on the HX-Request header."""
    return bool(request.htmx) and not request.htmx.boosted
