"""What is held about me: a page with all of it, and a download."""

from __future__ import annotations

import io
import json
import zipfile

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldenthread.access import gate
from goldenthread.access.policy import Action, Relation
from goldenthread.desk.queries.held import SECRETS, held_about, whole_tables
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.people.spreadsheet import csv_lines


def _own(request: PersonRequest) -> frozenset[Relation]:
    return request.standing.own_relations | {Relation.SELF}


@require_GET
@person_required
def held(request: PersonRequest) -> HttpResponse:
    gate.require(Action.PERSON_VIEW_HELD, _own(request))
    return render(request, "desk/held.html", {"groups": held_about(request.person)})


@require_GET
@person_required
def held_download(request: PersonRequest) -> HttpResponse:
    """Hand over all of it: a table a file as CSV, and the same as JSON."""
    gate.require(Action.PERSON_VIEW_HELD, _own(request))
    day = timezone.localdate(request.now).isoformat()
    packed = io.BytesIO()
    whole: dict[str, list[dict[str, object]]] = {}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for label, heads, rows in whole_tables(request.person):
            lines = ([json.dumps(cell) if isinstance(cell, dict | list) else cell for cell in row] for row in rows)
            archive.writestr(f"{label}.csv", "".join(csv_lines(heads, lines)))
            whole[label] = [dict(zip(heads, row, strict=True)) for row in rows]
        archive.writestr("all.json", json.dumps(whole, ensure_ascii=False, indent=1))
        archive.writestr("README.txt", _read_me(request.person.name, day))
    return HttpResponse(
        packed.getvalue(),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="held-about-me-{day}.zip"',
            "Cache-Control": "no-store",
        },
    )


def _read_me(name: str, day: str) -> str:
    return _(
        "Everything Goldenthread held about %(name)s on %(day)s: one CSV file for each table, and the same in all.json."
        " Left out, because they prove who you are: the columns %(secrets)s."
        " What others wrote about you in free text is not found by this: ask your administrator to search for it."
    ) % {"name": name, "day": day, "secrets": ", ".join(sorted(SECRETS))}
