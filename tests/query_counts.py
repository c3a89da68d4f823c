"""The most queries a page may take, whatever the number of rows: `query_counts.json`, one line a route, in order."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

COUNTS: dict[str, int] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


def queries_of(client: Client, address: str) -> int:
    """Return how many queries a page takes once the process is warm; fail when it is more than its route may take."""
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    route = resolve(address.partition("?")[0]).view_name
    told = "\n".join(f"{number}. {query['sql'][:200]}" for number, query in enumerate(queries, start=1))
    assert len(queries) <= COUNTS[route], f"{route} may take {COUNTS[route]} queries, and takes:\n{told}"
    return len(queries)
