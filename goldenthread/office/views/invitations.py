"""Inviting people, and the page that an invitation opens."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from goldenthread.access import gate
from goldenthread.access.actions import LinkIsSpent
from goldenthread.access.models import OneTimeLink
from goldenthread.access.policy import Action
from goldenthread.access.queries import open_link
from goldenthread.office import actions, queries
from goldenthread.office.forms import PasswordForm, ReasonForm
from goldenthread.office.refusals import OfficeRefusal
from goldenthread.office.views.shared import attempt, bound, get_or_post
from goldenthread.organisation.queries import organisation
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.ui.form_page import FormPage, render_form

MOST_AT_ONCE = 200
REACHES_NOBODY = ("console.EmailBackend", "dummy.EmailBackend")


def _address_of(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("access:invitation", args=[secret]))


def _show(request: PersonRequest, invited: actions.Invited) -> HttpResponse:
    """Tell the invited by e-mail and show their addresses, this once."""
    has_mail = not settings.EMAIL_BACKEND.endswith(REACHES_NOBODY)
    is_sent = has_mail and actions.send_invitations(
        invitations=invited.invitations,
        by=request.person,
        address_of=lambda secret: _address_of(request, secret),
    )
    context = {
        "shown": [(one, _address_of(request, one.secret)) for one in invited.invitations],
        "left_out": invited.left_out,
        "has_mail": has_mail,
        "is_sent": is_sent,
    }
    return render(request, "office/invited.html", context)


@person_required
@require_POST
@never_cache
def invite(request: PersonRequest) -> HttpResponse:
    gate.require(Action.ACCOUNTS_MANAGE, request.standing.own_relations)
    numbers = [int(one) for one in request.POST.getlist("chosen") if one.isdecimal() and len(one) < 18]
    people = queries.people_to_invite(request.standing, numbers=numbers[:MOST_AT_ONCE])
    if not people:
        messages.error(request, _("Choose at least one person to invite."))
        return redirect("access:accounts")
    return _show(request, actions.invite_people(people=people, by=request.person, now=request.now))


@person_required
@get_or_post
@never_cache
def account_new_link(request: PersonRequest, account_id: int) -> HttpResponse:
    gate.require(Action.ACCOUNTS_MANAGE, request.standing.own_relations)
    row = queries.account_of(account_id, now=request.now)
    if row is None or row.account is None:
        raise Http404
    account, name = row.account, row.name
    form = bound(request, ReasonForm)
    done, invitation = attempt(
        form,
        lambda: actions.renew_link(account=account, name=name, **form.cleaned_data, by=request.person, now=request.now),
    )
    if done and invitation is not None:
        return _show(request, actions.Invited((invitation,), ()))
    page = FormPage(
        title=_("Give %(name)s a new way in") % {"name": name},
        intro=_(
            "For somebody whom no e-mail reaches. They choose a new password at a one-time address that is good for"
            " seven days. Until they use it, the old password still works."
        ),
        submit=_("Make one-time address"),
        back_url=reverse("access:account", args=[account.pk]),
    )
    return render_form(request, form, page)


@get_or_post
@never_cache
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """What the invited open: choose a password, and be signed in. The address itself is the key."""
    now = timezone.now()
    link = open_link(secret=secret, purpose=OneTimeLink.Purpose.INVITE, now=now)
    if link is None or link.account is None or not link.account.is_active:
        return render(request, "office/link_spent.html", status=404)
    form = PasswordForm(request.POST if request.method == "POST" else None, account=link.account)
    if form.is_valid():
        try:
            account = actions.accept_invitation(link=link, password=form.cleaned_data["password"], now=now)
        except (LinkIsSpent, OfficeRefusal):
            return render(request, "office/link_spent.html", status=404)
        response: HttpResponse = perform_login(request, account)
        return response
    context = {
        "form": form,
        "account": link.account,
        "person": getattr(link.account, "person", None),
        "organisation_name": organisation().name,
    }
    return render(request, "office/invitation.html", context, status=422 if form.errors else 200)
