"""Real published files, brought in by the command: every row accounted for, nothing the second time, and back again.

Expected figures: the files themselves, counted by hand and by a spreadsheet, and the publisher's own verdicts.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.installation import Installation
from tests.reference import reference_folder

pytestmark = [pytest.mark.reference, pytest.mark.slow]

PAIRS: dict[str, dict[str, object]] = {
    "moj-2013-09-30": {
        "senior_rows": 136,
        "junior_rows": 1070,
        "references_given_twice": 1,
        "junior_repeats": 44,
        "junior_groups": 1070,
        "junior_fte": 22223.02,
        "tops": ["PS401"],
        "stopped": 0,
    },
    "noms-2011-09-30": {"senior_rows": 77, "junior_rows": 4095},
    "home-office-2011-09-30": {"senior_rows": 151, "junior_rows": 734},
}
ROOT = Path(__file__).resolve().parent.parent
MAPPING = ROOT / "goldenthread" / "exchange" / "mappings" / "moj-business-plan.toml"


def report(installation: Installation, *arguments: str | Path) -> dict[str, Any]:
    done = installation.run("import", *map(str, arguments), "--report", "json", timeout_seconds=300)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def organogram(reference: Path, name: str) -> tuple[str | Path, ...]:
    folder = reference / "organogram"
    return (
        "organogram",
        folder / f"{name}-senior.csv",
        folder / f"{name}-junior.csv",
        "--as-of",
        name[-10:],
    )


@pytest.mark.parametrize("name", PAIRS)
def test_every_row_of_a_published_structure_is_accounted_for(
    installation: Installation, reference: Path, name: str
) -> None:
    first = report(installation, *organogram(reference, name))
    second = report(installation, *organogram(reference, name))

    for account in (first, second):
        assert {fact: account[fact] for fact in PAIRS[name]} == PAIRS[name]
        assert account["unaccounted"] == 0
        for file in account["files"].values():
            assert file["rows"] == file["new"] + file["changed"] + file["same"] + file["stopped"]
    assert second["changes"] == 0


def paid(folder: Path) -> int:
    """Count the posts with pay in an export."""
    with (folder / "posts.csv").open(encoding="utf-8", newline="") as file:
        return sum(1 for row in csv.DictReader(file) if row["pay_floor"])


def publishers_verdicts() -> dict[str, Counter[str]]:
    path = reference_folder() / "business-plans" / "moj-2012-08-01.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: Counter(row[name] for row in rows) for name in ("start_status", "end_status")}


def test_the_plan_is_five_by_forty_three_by_a_hundred_and_thirty_six(
    installation: Installation, reference: Path
) -> None:
    plan = reference / "business-plans" / "moj-2012-08-01.csv"
    first = report(installation, "plan", plan, "--mapping", MAPPING, "--as-of", "2012-08-01")
    second = report(installation, "plan", plan, "--mapping", MAPPING, "--as-of", "2012-08-01")

    assert {name: first["tables"][name]["new"] for name in ("goals", "objectives", "tasks")} == {
        "goals": 5,
        "objectives": 43,
        "tasks": 136,
    }
    assert first["files"]["plan"] == {"rows": 136, "new": 136, "changed": 0, "same": 0, "stopped": 0}
    assert second["changes"] == 0
    verdicts = publishers_verdicts()
    assert {name: Counter(first[name]) for name in verdicts} == verdicts


def test_structure_and_plan_go_out_and_come_back_byte_by_byte(
    installation: Installation, reference: Path, tmp_path: Path
) -> None:
    report(installation, *organogram(reference, "moj-2013-09-30"))
    plan = reference / "business-plans" / "moj-2012-08-01.csv"
    report(installation, "plan", plan, "--mapping", MAPPING, "--as-of", "2012-08-01")
    assert installation.run("export", str(tmp_path / "first")).returncode == 0

    for number in (2, 1):
        assert installation.run("import", "undo", str(number)).returncode == 0
    account = report(installation, "folder", tmp_path / "first")
    assert installation.run("export", str(tmp_path / "second")).returncode == 0

    assert account["unaccounted"] == 0
    assert paid(tmp_path / "first") == 0
    assert [
        path.name
        for path in sorted((tmp_path / "first").iterdir())
        if path.read_bytes() != (tmp_path / "second" / path.name).read_bytes()
    ] == []


def test_pay_comes_in_when_it_is_asked_for(installation: Installation, reference: Path, tmp_path: Path) -> None:
    report(installation, *organogram(reference, "moj-2013-09-30"), "--with-pay")
    assert installation.run("export", str(tmp_path / "with")).returncode == 0

    assert paid(tmp_path / "with") > 1000
