"""`goldenthread import` and `export` as people type them: what they say, and how what is wrong is cured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.installation import Installation

SENIOR = (
    "Post Unique Reference,Name,Grade,Job Title,Job/Team Function,Unit,Reports to Senior Post,FTE\n"
    "P1,Carys Morgan,SCS2,Chief,Leads,Service,XX,1\n"
    "P2,N/D,SCS1,Officer,Serves,Service,P1,1\n"
)
JUNIOR = (
    "Unit,Reporting Senior Post,Grade,Generic Job Title,Number of Posts in FTE\n"
    "Service,P2,EO,Adviser,2.5\n"
    "Service,P2,EO,Adviser,many\n"
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, content in (
        ("senior.csv", SENIOR),
        ("junior.csv", JUNIOR),
        ("empty.csv", ""),
        ("header.csv", SENIOR[:92]),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "none").mkdir()
    return tmp_path


@pytest.mark.slow
def test_an_import_is_tried_brought_in_undone_and_said_in_words(installation: Installation, files: Path) -> None:
    command = ("import", "organogram", str(files / "senior.csv"), str(files / "junior.csv"), "--as-of", "2026-09-30")

    tried = installation.run(*command, "--dry-run")
    assert "Nothing was changed." in tried.stdout
    done = installation.run(*command)
    assert "To undo it: goldenthread import undo 1" in done.stdout
    assert "junior row 3" in done.stdout
    again = installation.run(*command, "--report", "json")
    assert json.loads(again.stdout)["changes"] == 0
    assert json.loads(again.stdout)["files"]["junior"] == {"rows": 2, "new": 0, "changed": 0, "same": 1, "stopped": 1}
    undone = installation.run("import", "undo", "1")
    assert undone.stdout == "Import 1 is undone: everything it wrote is put back.\n"
    out = installation.run("export", str(files / "out"))
    assert out.stdout.startswith("0 records are in ")


@pytest.mark.slow
def test_what_is_wrong_is_said_with_its_cure_and_nothing_is_written(installation: Installation, files: Path) -> None:
    senior, junior = str(files / "senior.csv"), str(files / "junior.csv")
    (files / "mapping.toml").write_text("[goal]\n", encoding="utf-8")
    for arguments, words in (
        (("import", "organogram", junior, senior), "junior posts"),
        (("import", "organogram", str(files / "empty.csv")), "is empty"),
        (("import", "organogram", str(files / "header.csv")), "no rows"),
        (("import", "plan", senior, "--mapping", str(files / "mapping.toml")), "[goal] needs a title"),
        (("import", "folder", str(files / "none")), "goldenthread formats"),
        (("import", "undo", "7"), "There is no import 7."),
        (("export", str(files)), "holds something else"),
    ):
        refused = installation.run(*arguments)

        assert (refused.returncode, "Traceback" in refused.stderr) == (1, False), refused.stderr
        assert words in refused.stderr
    assert installation.run("export", str(files / "out")).stdout.startswith("0 records are in ")


@pytest.mark.slow
def test_mangled_quotation_marks_are_mended_unless_they_are_left_and_counted_either_way(
    installation: Installation, files: Path
) -> None:
    (files / "mangled.csv").write_text(SENIOR.replace("Serves", "Serves the womenÕs prison"), encoding="utf-8")
    command = ("import", "organogram", str(files / "mangled.csv"), "--dry-run")

    mended = json.loads(installation.run(*command, "--report", "json").stdout)
    left = json.loads(installation.run(*command, "--leave-quotation-marks", "--report", "json").stdout)
    said = installation.run(*command).stdout

    assert (mended["mangled_cells"], mended["mended_cells"]) == (1, 1)
    assert (left["mangled_cells"], left["mended_cells"]) == (1, 0)
    assert left["rows"][0]["words"] == "Chief, SCS2, Service; held by Carys Morgan"
    assert "[new] senior row 2, Chief P1: Chief, SCS2, Service; held by Carys Morgan" in said
    assert "1 cell holds quotation marks or spaces that another program mangled: mended." in said
