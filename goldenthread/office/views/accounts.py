"""Accounts: the list, one of them, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from goldenthread.access import gate
from goldenthread.access.models import Account
from goldenthread.access.policy import Action
from goldenthread.access.queries import sessions_of
from goldenthread.office import actions, queries
from goldenthread.office.forms import AddressForm, LinkForm, ReasonForm, RequiredReasonForm
from goldenthread.office.trail import row_of
from goldenthread.office.views.shared import (
    FormPage,
    attempt,
    bound,
    get_or_post,
    query_without,
    render_form,
    sort_heads,
)
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.people.spreadsheet import csv_lines
from goldenthread.ui.formats import day_time

ROWS = 50
ENTRIES = 20
ROWS_A_TIME = 1000


def states() -> list[tuple[str, str]]:
    """Return what an account can be, in words."""
    return [
        ("all", _("Everyone")),
        ("without", _("Without an account")),
        ("invited", _("Not signed in yet")),
        ("open", _("Signs in")),
        ("closed", _("Closed")),
        ("nobody", _("Accounts of nobody")),
    ]


def _may_manage(request: PersonRequest) -> None:
    gate.require(Action.ACCOUNTS_MANAGE, request.standing.own_relations)


def _search(request: PersonRequest) -> queries.AccountSearch:
    return queries.AccountSearch(
        words=request.GET.get("q", "").strip()[:200],
        state=request.GET.get("state") or "all",
        sort=request.GET.get("sort") or "name",
    )


def _row(request: PersonRequest, account_id: int) -> tuple[Account, queries.AccountRow]:
    row = queries.account_of(account_id, now=request.now)
    if row is None or row.account is None:
        raise Http404
    return row.account, row


@person_required
@require_safe
@vary_on_headers("HX-Request")
def accounts(request: PersonRequest) -> HttpResponse:
    _may_manage(request)
    search = _search(request)
    page = Paginator(queries.accounts_matching(request.standing, search), ROWS).get_page(request.GET.get("page"))
    columns = [("name", _("Name")), ("email", _("Signs in with")), ("last_in", _("Last signed in"))]
    context = {
        "search": search,
        "page": page,
        "rows": queries.account_rows(list(page.object_list), now=request.now),
        "heads": sort_heads(request.GET, columns, current=search.sort),
        "query": query_without(request.GET, "page"),
        "state_options": states(),
    }
    name = "office/accounts.html#listing" if wants_fragment(request) else "office/accounts.html"
    return render(request, name, context)


@person_required
@require_safe
def accounts_export(request: PersonRequest) -> StreamingHttpResponse:
    _may_manage(request)
    found = list(queries.accounts_matching(request.standing, _search(request)))
    heads = (_("Staff number"), _("Name"), _("Signs in with"), _("State"), _("Last signed in"), _("Second step"))
    response = StreamingHttpResponse(csv_lines(heads, _lines(found, request)), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="accounts.csv"'
    return response


def _lines(found: Sequence[Model], request: PersonRequest) -> Iterator[tuple[object, ...]]:
    words = dict(states()) | {"without": _("No account")}
    for start in range(0, len(found), ROWS_A_TIME):
        for row in queries.account_rows(found[start : start + ROWS_A_TIME], now=request.now):
            yield (
                row.person.number if row.person else "",
                row.person.name if row.person else "",
                row.account.email if row.account else "",
                words[row.state],
                day_time(row.account.last_login) if row.account and row.account.last_login else "",
                _("yes") if row.has_second_step else _("no"),
            )


@person_required
@require_safe
def account(request: PersonRequest, account_id: int) -> HttpResponse:
    _may_manage(request)
    found, row = _row(request, account_id)
    context = {
        "row": row,
        "state_words": dict(states())[row.state],
        "sessions": sessions_of(found),
        "entries": [row_of(entry) for entry in queries.history_of_account(found)[:ENTRIES]],
        "is_own": found.pk == request.person.account_id,
    }
    return render(request, "office/account.html", context)


def _change(
    request: PersonRequest,
    found: Account,
    form: forms.Form,
    act: Callable[[], object],
    *,
    title: str,
    submit: str,
    done: str,
    intro: str = "",
    is_danger: bool = False,
) -> HttpResponse:
    """Ask with a form, carry out, say so, and go back to the account."""
    back = reverse("access:account", args=[found.pk])
    was_done, _result = attempt(form, act)
    if was_done:
        messages.success(request, done)
        return redirect(back)
    page = FormPage(title=title, intro=intro, submit=submit, back_url=back, is_danger=is_danger)
    return render_form(request, form, page)


@person_required
@get_or_post
def account_link(request: PersonRequest, account_id: int) -> HttpResponse:
    _may_manage(request)
    found, _shown = _row(request, account_id)
    form = bound(request, LinkForm)
    return _change(
        request,
        found,
        form,
        lambda: actions.link_account(account=found, **form.cleaned_data, by=request.person, now=request.now),
        title=_("Whose account is %(email)s?") % {"email": found.email},
        submit=_("Link account"),
        done=_("Linked."),
    )


@person_required
@get_or_post
def account_unlink(request: PersonRequest, account_id: int) -> HttpResponse:
    _may_manage(request)
    found, row = _row(request, account_id)
    form = bound(request, RequiredReasonForm)
    return _change(
        request,
        found,
        form,
        lambda: actions.unlink_account(account=found, **form.cleaned_data, by=request.person, now=request.now),
        title=_("Take the account away from %(name)s?") % {"name": row.name},
        intro=_("They are signed out at once. The account stays, and can be linked to somebody again."),
        submit=_("Unlink account"),
        done=_("Unlinked."),
        is_danger=True,
    )


@person_required
@get_or_post
def account_close(request: PersonRequest, account_id: int) -> HttpResponse:
    _may_manage(request)
    found, row = _row(request, account_id)
    form = bound(request, RequiredReasonForm)
    return _change(
        request,
        found,
        form,
        lambda: actions.close_account(account=found, **form.cleaned_data, by=request.person, now=request.now),
        title=_("Close the account of %(name)s?") % {"name": row.name},
        intro=_(
            "They are signed out everywhere at once, and cannot sign in until you open it again. Their work stays."
        ),
        submit=_("Close account"),
        done=_("Closed. Whoever was signed in with it is signed out."),
        is_danger=True,
    )


@person_required
@get_or_post
def account_reopen(request: PersonRequest, account_id: int) -> HttpResponse:
    _may_manage(request)
    found, row = _row(request, account_id)
    form = bound(request, ReasonForm)
    return _change(
        request,
        found,
        form,
        lambda: actions.reopen_account(account=found, **form.cleaned_data, by=request.person, now=request.now),
        title=_("Open the account of %(name)s again?") % {"name": row.name},
        intro=_("They sign in as before, with the password and second step they had."),
        submit=_("Open account again"),
        done=_("Open again."),
    )


@person_required
@get_or_post
def account_address(request: PersonRequest, account_id: int) -> HttpResponse:
    _may_manage(request)
    found, row = _row(request, account_id)
    form = bound(request, AddressForm, initial={"email": found.email})
    return _change(
        request,
        found,
        form,
        lambda: actions.change_address(account=found, **form.cleaned_data, by=request.person, now=request.now),
        title=_("The address %(name)s signs in with") % {"name": row.name},
        intro=_("Single sign-on finds the account by it, too, the first time."),
        submit=_("Change address"),
        done=_("Changed."),
    )


@person_required
@get_or_post
def account_second_step(request: PersonRequest, account_id: int) -> HttpResponse:
    _may_manage(request)
    found, row = _row(request, account_id)
    form = bound(request, RequiredReasonForm)
    return _change(
        request,
        found,
        form,
        lambda: actions.remove_second_step(account=found, **form.cleaned_data, by=request.person, now=request.now),
        title=_("Take the second step away from %(name)s?") % {"name": row.name},
        intro=_(
            "For somebody who lost both the telephone and the recovery codes. Make sure that it is them who ask."
            " Until they set it up again, their password alone opens the account."
        ),
        submit=_("Remove second step"),
        done=_("Removed. They can set it up again once they are signed in."),
        is_danger=True,
    )


@person_required
@require_POST
def account_sign_out(request: PersonRequest, account_id: int) -> HttpResponse:
    _may_manage(request)
    found, _shown = _row(request, account_id)
    one = request.POST.get("session", "")
    if one.isdecimal() and len(one) < 18:
        actions.end_one_session(account=found, session_id=int(one), by=request.person, now=request.now)
    else:
        actions.end_sessions(account=found, by=request.person, now=request.now)
    messages.success(request, _("Signed out."))
    return redirect("access:account", found.pk)
