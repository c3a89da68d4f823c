"""Short ways to bring files in, given as text."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import BinaryIO

from goldenthread.exchange import actions
from goldenthread.exchange.folder import read_folder
from goldenthread.exchange.models import Import
from goldenthread.exchange.queries.reckon import Progress, reckon
from goldenthread.exchange.reckoning import Reckoning
from goldenthread.exchange.records import Bundle, Gravity

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def _opener(content: str) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(content.encode())


def bundle(**files: str) -> Bundle:
    """Read files of the own format; a name is a table's, a value its text."""
    return read_folder({f"{name}.csv": _opener(content) for name, content in files.items()})


def look_at(**files: str) -> Reckoning:
    return reckon(bundle(**files), as_of=TODAY, now=NOW)


def bring(of: Bundle, *, as_of: date = TODAY, progress: Progress | None = None) -> tuple[Import, Reckoning]:
    started = actions.new_import(kind=Import.Kind.FOLDER, by=None, now=NOW)
    reckoning = actions.run_import(of_import=started, bundle=of, as_of=as_of, by=None, now=NOW, progress=progress)
    return started, reckoning


def bring_files(**files: str) -> Reckoning:
    return bring(bundle(**files))[1]


def stopped(reckoning: Reckoning) -> list[tuple[str, int, str, str]]:
    """Return file, row, column and code of what keeps rows out, in the order of the rows."""
    return sorted(
        (problem.origin.file, problem.origin.row, problem.column, problem.code)
        for problem in reckoning.problems
        if problem.gravity is Gravity.STOPPED
    )


UNITS = "code,name,parent,head_post\nS,Service,,P1\nB,Branch,S,\n"
POSTS = "reference,title,unit,reports_to\nP1,Chief,S,\nP2,Officer,B,P1\n"
PEOPLE = "number,name,email\n1,Carys,c@example.org\n2,Mona,m@example.org\n"
ASSIGNMENTS = "person,post,starts_on\n1,P1,2020-04-01\n2,P2,2021-04-01\n"
VISIONS = "reference,title,statement,horizon_year\nVIS-1,Vision 2032,Safer,2032\n"
GOALS = "reference,title,owner_post\nGOAL-1,Fewer fires,P1\n"
OBJECTIVES = "reference,title,kind,owner_post,lead\nOBJ-1,Visit homes,standing,P2,2\n"
PLANS = "reference,title\nPLAN-1,How to visit\n"
LINKS = "lower,upper,is_primary\nGOAL-1,VIS-1,yes\nOBJ-1,GOAL-1,yes\nPLAN-1,OBJ-1,yes\n"
TASKS = "number,title,serves,person\n10,Draw the list,PLAN-1,2\n11,Make calls,PLAN-1,2\n"
TASK_PARTS = "task,position,words\n10,1,Ask the council\n"

SMALL_ORGANISATION = {
    "units": UNITS,
    "posts": POSTS,
    "people": PEOPLE,
    "assignments": ASSIGNMENTS,
    "visions": VISIONS,
    "goals": GOALS,
    "objectives": OBJECTIVES,
    "plans": PLANS,
    "links": LINKS,
    "tasks": TASKS,
    "task_parts": TASK_PARTS,
}
