"""Which files are welcome, and under which name they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.thread.attachments import LONGEST_NAME, is_welcome, safe_name


@pytest.mark.parametrize(
    ("name", "welcome"),
    [
        ("plan.pdf", True),
        ("Plan.PDF", True),
        ("figures.2026.xlsx", True),
        ("page.html", False),
        ("picture.svg", False),
        ("run.exe", False),
        ("sheet.xlsm", False),
        ("pdf", False),
        (".pdf", False),
        ("plan.pdf.exe", False),
        ("", False),
    ],
)
def test_documents_and_pictures_are_welcome_and_programs_are_not(name: str, welcome: bool) -> None:  # noqa: FBT001
    assert is_welcome(name) == welcome


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("pl\x00an\n.pdf", "plan.pdf"),
        ("fdp.\u202eexe.pdf", "fdp.exe.pdf"),
        ("x" * 300 + ".pdf", "x" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_is_shown_without_tricks(name: str, shown: str) -> None:
    assert safe_name(name) == shown


@given(st.text(max_size=400))
def test_a_shown_name_has_no_folder_and_fits(name: str) -> None:
    shown = safe_name(name)

    assert "/" not in shown
    assert "\\" not in shown
    assert len(shown) <= LONGEST_NAME or "." in shown
