"""Findings as the pages and the spreadsheet show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from goldenthread.people.queries import Standing
from goldenthread.together.findings.models import Finding
from goldenthread.together.findings.wording import Said, count_words, say
from goldenthread.ui.formats import initials

SEVERITY_CODES = {1: "serious", 2: "moderate", 3: "minor"}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One finding with its words."""

    finding: Finding
    said: Said
    severity: str
    count_words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Findings under one heading; `reminds` is the finding through which its mender can be reminded."""

    heading: str
    note: str = ""
    initials: str = ""
    is_vacant: bool = False
    is_mine: bool = False
    rows: list[Row] = field(default_factory=list)
    reminds: int | None = None


def row_of(finding: Finding) -> Row:
    """Return one finding with its words."""
    return Row(
        finding=finding,
        said=say(finding),
        severity=SEVERITY_CODES[finding.severity],
        count_words=count_words(finding),
    )


def _heading(finding: Finding, *, group: str, standing: Standing) -> Group:
    if group == "kind":
        return Group(heading=str(Finding.Kind(finding.kind).label))
    if group == "none":
        return Group(heading=_("All findings"))
    post = finding.mender_post.title if finding.mender_post else ""
    if finding.mender is None:
        heading = _("%(post)s, nobody named") % {"post": post} if post else _("Nobody yet")
        return Group(heading=heading, note=_("Nobody is named in this post or above it."), is_vacant=True)
    is_mine = finding.mender_id == standing.person.pk
    name = finding.mender.name
    note = f"{name}, {post}" if is_mine and post else post
    return Group(
        heading=_("You can mend") if is_mine else name,
        note=note,
        initials=initials(name),
        is_mine=is_mine,
        reminds=None if is_mine else finding.pk,
    )


def grouped(findings: Iterable[Finding], *, group: str, standing: Standing) -> list[Group]:
    """Return findings, in the order given, under their headings."""
    groups: list[Group] = []
    last: object = None
    for finding in findings:
        place: object = None
        if group == "kind":
            place = finding.kind
        elif group == "mender":
            place = (finding.mender_id, finding.mender_post_id if finding.mender_id is None else None)
        if not groups or place != last:
            groups.append(_heading(finding, group=group, standing=standing))
            last = place
        groups[-1].rows.append(row_of(finding))
    return groups


def _cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def export_rows(findings: Iterable[Finding]) -> Iterator[list[str]]:
    """Yield the rows of a spreadsheet: a heading, then one a finding."""
    yield [
        _("Code"),
        _("Kind"),
        _("Severity"),
        _("What"),
        _("Why"),
        _("People below"),
        _("Hours in four weeks"),
        _("Who can mend it"),
        _("What mends it"),
        _("First seen"),
        _("State"),
        _("Reason"),
    ]
    for finding in findings:
        said = say(finding)
        yield [
            finding.code,
            str(Finding.Kind(finding.kind).label),
            str(Finding.Severity(finding.severity).label),
            _cell(said.title),
            _cell(said.why),
            str(finding.people),
            f"{finding.minutes / 60:.1f}",
            _cell(finding.mender.name if finding.mender else ""),
            said.step,
            finding.first_seen_at.date().isoformat(),
            str(Finding.State(finding.state).label),
            _cell(finding.reason),
        ]
