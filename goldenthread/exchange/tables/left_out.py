"""What is stored and stays out of the files, and why. A test fails for any stored field that is in neither place."""

from __future__ import annotations

from collections.abc import Mapping

_WORKED_OUT = "worked out again from the rest"
_OF_INSTALLATION = "belongs to this installation; `goldenthread backup` takes it along"
_FILE = "a file; `goldenthread backup` takes files along"

# "app.Model" or "app.Model.field" → why. Primary keys that number rows are left out everywhere.
NOT_EXPORTED: Mapping[str, str] = {
    "access.Account": f"how people sign in: {_OF_INSTALLATION}",
    "access.OneTimeLink": f"secrets that work once: {_OF_INSTALLATION}",
    "audit.Permit": "a lock, no information",
    "audit.Entry": f"the trail of who did what here: {_OF_INSTALLATION}",
    "exchange.Import": f"the history of imports here: {_OF_INSTALLATION}",
    "exchange.ImportChange": f"what it takes to undo an import here: {_OF_INSTALLATION}",
    "exchange.ImportFile": f"the history of imports here: {_OF_INSTALLATION}",
    "exchange.ImportRow": f"the history of imports here: {_OF_INSTALLATION}",
    "jobs.Job": f"long work of this installation: {_OF_INSTALLATION}",
    "notices.Notice": "messages about pages of this installation",
    "organisation.Organisation.is_example": _OF_INSTALLATION,
    "organisation.Organisation.mark": _FILE,
    "organisation.Organisation.set_up_at": _OF_INSTALLATION,
    "people.Person.account": f"how somebody signs in: {_OF_INSTALLATION}",
    "people.PersonMerge": "what it takes to part two records again here; that they are one is in people.csv",
    "people.StructureLock": "a lock, no information",
    "people.Touched": "a list of work to be done again",
    "people.Unit.path": _WORKED_OUT,
    "search.Entry": _WORKED_OUT,
    "thread.CommentFile": _FILE,
    "thread.Item.kind": "said by the table in which the item stands",
    "thread.ItemFigure": _WORKED_OUT,
    "thread.PersonSight": _WORKED_OUT,
    "thread.ReferenceCounter": "numbers go on after the highest that is in use",
    "thread.SpineLock": "a lock, no information",
    **{
        f"findings.Finding.{name}": _WORKED_OUT
        for name in (
            "facts",
            "key",
            "kind",
            "last_seen_at",
            "mended_at",
            "mender",
            "mender_post",
            "minutes",
            "people",
            "severity",
        )
    },
}
