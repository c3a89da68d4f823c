"""Real files that are not part of the project, and independently computed results to hold ours against."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ABSENT = "the reference files are absent"


def reference_folder() -> Path:
    """Return where the reference files should be: GOLDENTHREAD_REFERENCE, else beside the project."""
    return Path(os.environ.get("GOLDENTHREAD_REFERENCE") or ROOT.parent / "shared" / "reference").resolve()


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference files; the test is skipped where there is none."""
    folder = reference_folder()
    if not folder.is_dir():
        pytest.skip(f"{ABSENT}: {folder}")
    return folder


def skipped_for_want_of_files(reports: Iterable[object]) -> int:
    return sum(ABSENT in str(getattr(report, "longrepr", "")) for report in reports)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    count = skipped_for_want_of_files(terminalreporter.stats.get("skipped", []))
    if count:
        terminalreporter.write_line(
            f"{count} tests were skipped: they hold results against files that are not part of the project, and"
            f" {reference_folder()} does not exist. Set GOLDENTHREAD_REFERENCE to where those files are.",
            yellow=True,
        )
