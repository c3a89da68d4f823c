"""docs/reference/settings.md lists every variable that the product reads, and no other."""

from __future__ import annotations

import re

from scripts.tree import ROOT, product_modules

VARIABLE = re.compile(r"\b(GOLDENTHREAD_[A-Z_]+|DATABASE_URL)\b")
READ = re.compile(r"(?:environ(?:\.get)?[(\[]|_flag\()\s*\"([A-Z_]+)\"")


def test_every_variable_is_listed_and_every_listed_one_is_read() -> None:
    listed = set(VARIABLE.findall((ROOT / "docs/reference/settings.md").read_text("utf-8")))
    read = {name for path in product_modules() for name in READ.findall(path.read_text("utf-8"))}

    assert read - listed - {"DJANGO_SETTINGS_MODULE"} == set()
    assert listed - read == set()
