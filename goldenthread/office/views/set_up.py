"""The first set-up, at a one-time address that the terminal prints: the organisation, its administrator, a beginning.

What is said on the way is kept in the session; nothing is written before the last step, and that in one go.
"""

from __future__ import annotations

from allauth.account import views as allauth_views
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from goldenthread.access.actions import LinkIsSpent
from goldenthread.access.models import Account, OneTimeLink
from goldenthread.access.queries import open_link
from goldenthread.office import actions, queries
from goldenthread.office.forms import AdministratorForm, SetUpOrganisationForm
from goldenthread.office.refusals import OfficeRefusal
from goldenthread.office.views.shared import get_or_post
from goldenthread.organisation.queries import organisation
from goldenthread.people.refusals import StructureRefusal

KEPT = "set_up"


def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; before anybody can sign in, it says how to begin."""
    if request.method != "POST" and not request.user.is_authenticated and not queries.is_set_up():
        return redirect("set_up:needed")
    response: HttpResponse = allauth_views.login(request)
    return response


def closed(request: HttpRequest, key: str = "") -> HttpResponse:
    """Nothing is here: a page of allauth that is not offered."""
    raise Http404


@require_safe
@never_cache
def needed(request: HttpRequest) -> HttpResponse:
    """Say to whoever comes too early where the address is; afterwards there is nothing here."""
    if queries.is_set_up():
        raise Http404
    return render(request, "office/set_up_needed.html")


def _link(secret: str) -> OneTimeLink:
    """Return the link while it opens something.

    Raises:
        Http404: it does not, or the installation is set up.
    """
    link = open_link(secret=secret, purpose=OneTimeLink.Purpose.SETUP, now=timezone.now())
    if link is None or queries.is_set_up():
        raise Http404
    return link


def _said(request: HttpRequest) -> dict[str, dict[str, object]]:
    return dict(request.session.get(KEPT) or {})


@get_or_post
@never_cache
def begin(request: HttpRequest, secret: str) -> HttpResponse:
    """Step 1: what the organisation is called, and when it works."""
    _link(secret)
    form = SetUpOrganisationForm(
        request.POST if request.method == "POST" else None, initial=SetUpOrganisationForm.initial_of(organisation())
    )
    if form.is_valid():
        request.session[KEPT] = {**_said(request), "organisation": form.values()}
        return redirect("set_up:administrator", secret)
    context = {"form": form, "step": 1}
    return render(request, "office/set_up_organisation.html", context, status=422 if form.errors else 200)


@get_or_post
@never_cache
@sensitive_post_parameters("password", "again")
def administrator(request: HttpRequest, secret: str) -> HttpResponse:
    """Step 2: who administers first."""
    _link(secret)
    said = _said(request)
    if "organisation" not in said:
        return redirect("set_up:begin", secret)
    typed = str(request.POST.get("email", "")).strip()
    form = AdministratorForm(request.POST if request.method == "POST" else None, account=Account(email=typed))
    if form.is_valid():
        given = form.cleaned_data
        kept = {name: given[name] for name in ("name", "email", "number")}
        request.session[KEPT] = {**said, "administrator": {**kept, "password": make_password(given["password"])}}
        return redirect("set_up:start", secret)
    context = {"form": form, "step": 2, "back_url": reverse("set_up:begin", args=[secret])}
    return render(request, "office/set_up_administrator.html", context, status=422 if form.errors else 200)


@get_or_post
@never_cache
def start(request: HttpRequest, secret: str) -> HttpResponse:
    """Step 3: with the organisation's own files, or empty. Everything is written here."""
    link = _link(secret)
    said = _said(request)
    if "organisation" not in said or "administrator" not in said:
        return redirect("set_up:begin", secret)
    if request.method != "POST":
        context = {"step": 3, "said": said, "back_url": reverse("set_up:administrator", args=[secret])}
        return render(request, "office/set_up_start.html", context)
    with_files = request.POST.get("start") == "import"
    who = {name: str(value) for name, value in said["administrator"].items()}
    try:
        account = actions.set_up(
            link=link,
            organisation=said["organisation"],
            administrator=actions.FirstAdministrator(**who),
            with_top_unit=not with_files,
            now=timezone.now(),
        )
    except LinkIsSpent as exc:
        raise Http404 from exc
    except (OfficeRefusal, StructureRefusal) as refusal:
        messages.error(request, str(refusal))
        return redirect("set_up:administrator", secret)
    del request.session[KEPT]
    messages.success(request, _("Goldenthread is set up, and you administer it."))
    response: HttpResponse = perform_login(
        request, account, redirect_url=reverse("exchange:imports" if with_files else "desk:today")
    )
    return response
