"""The traceability page names files that exist, and every requirement it names is one of the product's."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "traceability.md"
REQUIREMENT = re.compile(r"^\| \*\*([A-Z]\d+)\*\*", re.MULTILINE)
KNOWN = {f"L{n}" for n in range(1, 9)} | {f"M{n}" for n in range(1, 11)} | {f"D{n}" for n in range(1, 10)}
KNOWN |= {f"T{n}" for n in range(1, 7)}


def test_every_file_named_on_the_traceability_page_is_there() -> None:
    named = re.findall(r"`((?:goldenthread|tests)/[^`]+)`", PAGE.read_text(encoding="utf-8"))

    assert len(named) > 40
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_requirement_is_a_known_one_and_stands_once() -> None:
    found = REQUIREMENT.findall(PAGE.read_text(encoding="utf-8"))

    assert set(found) <= KNOWN
    assert len(found) == len(set(found))
