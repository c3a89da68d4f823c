"""Accounts: the list, and one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from goldenthread.access import gate
from goldenthread.access.models import Account
from goldenthread.access.policy import Action
from goldenthread.access.queries import sessions_of
from goldenthread.office import queries
from goldenthread.office.trail import row_of
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.people.spreadsheet import csv_lines
from goldenthread.ui.formats import day_time
from goldenthread.ui.sorting import query_without, sort_heads

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


def may_manage(request: PersonRequest) -> None:
    gate.require(Action.ACCOUNTS_MANAGE, request.standing.own_relations)


def _search(request: PersonRequest) -> queries.AccountSearch:
    return queries.AccountSearch(
        words=request.GET.get("q", "").strip()[:200],
        state=request.GET.get("state") or "all",
        sort=request.GET.get("sort") or "name",
    )


def found_row(request: PersonRequest, account_id: int) -> tuple[Account, queries.AccountRow]:
    """Return an account with its row of the list, or answer 404."""
    row = queries.account_of(account_id, now=request.now)
    if row is None or row.account is None:
        raise Http404
    return row.account, row


@person_required
@require_safe
@vary_on_headers("HX-Request")
def accounts(request: PersonRequest) -> HttpResponse:
    may_manage(request)
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
    may_manage(request)
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
    may_manage(request)
    found, row = found_row(request, account_id)
    context = {
        "row": row,
        "state_words": dict(states())[row.state],
        "sessions": sessions_of(found),
        "entries": [row_of(entry) for entry in queries.history_of_account(found)[:ENTRIES]],
        "is_own": found.pk == request.person.account_id,
    }
    return render(request, "office/account.html", context)
