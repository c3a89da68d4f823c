"""Who is asking: the person behind the signed-in account, put on each request once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from goldenthread.people.models import Person

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request from somebody who is signed in and works here."""

    person: Person
    htmx: HtmxDetails


def _person_of(request: HttpRequest) -> Person | None:
    if not request.user.is_authenticated:
        return None
    return Person.objects.filter(account_id=request.user.pk, merged_into__isnull=True).first()


def person_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.person`, looked up on first use; falsy when nobody is signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: _person_of(request))  # type: ignore[attr-defined]  # see PersonRequest
        return get_response(request)

    return middleware


def person_required(
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only people through: others are asked to sign in; an account without a person is told so (403)."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        person = _person_of(request)
        if person is None:
            return render(request, "people/no_person.html", status=403)
        request.person = person  # type: ignore[attr-defined]  # see PersonRequest
        return view(cast("PersonRequest", request), *args, **kwargs)

    return guarded
