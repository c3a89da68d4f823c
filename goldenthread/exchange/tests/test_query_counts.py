"""How many queries the pages of imports take: few, and the same with few rows and remarks and with many."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.exchange.models import Import
from goldenthread.exchange.tests.wizard import JUNIOR, SENIOR, checked, do, structure, work
from tests.query_counts import COUNTS, queries_of

pytestmark = pytest.mark.usefixtures("own_files")

# One row that cannot come in, and one of which something is noticed.
ODD = ",Vacant,SCS1,Head of Tunnels,Works,Bridges,Q1,1,0\nQ9,Vacant,SCS1,Head of Ferries,Works,Bridges,Q77,1,0\n"


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the organisation's settings, kept for a few seconds, not be read again in the middle of counting."""
    monkeypatch.setattr("goldenthread.organisation.queries._KEEP_SECONDS", 3600.0)


def looked_at(client: Client, *, times: int) -> Import:
    odd = "".join(ODD.replace("Q9", f"Q9{number}").replace("of ", f"of {number} ") for number in range(times))
    groups = "".join(f"Works,Roads,Q2,EO,Clerk {number},1,21000\n" for number in range(times))
    return checked(client, structure(client, senior=SENIOR + odd, junior=JUNIOR + groups))


def counts(client: Client, of_import: Import) -> dict[str, int]:
    here = f"/import/{of_import.pk}/"
    pages = ["/import/", "/import/export/", "/import/new/plan/", here, f"{here}?fate=new&q=clerk", f"{here}undo/"]
    if of_import.state == Import.State.PREPARED:
        pages.append(f"{here}columns/")
    return {page.replace(here, "/"): queries_of(client, page) for page in pages}


def test_pages_take_no_more_queries_with_more_rows(ada: Client) -> None:
    few = looked_at(ada, times=1)
    few_prepared = counts(ada, few)
    do(ada, "import_run", few)
    work()
    few.refresh_from_db()
    few_done = counts(ada, few)

    many = looked_at(ada, times=60)
    many_prepared = counts(ada, many)
    do(ada, "import_run", many)
    work()
    many.refresh_from_db()
    many_done = counts(ada, many)

    # Once something was brought in before, a page says so, with its files.
    assert all(many_prepared[page] <= few_prepared[page] + 2 for page in few_prepared)
    assert all(many_done[page] <= few_done[page] + 2 for page in few_done)


def test_no_page_of_imports_may_take_more_than_twelve() -> None:
    assert {route: count for route, count in COUNTS.items() if route.startswith("exchange:") and count > 12} == {}
