"""What is worked out from everything else can be worked out again."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.installation import ROOT, Installation

SPOIL = """
import django; django.setup()
from tests.cast import make_cast; make_cast()
from goldenthread.search.models import Entry
Entry.objects.all().delete()
Entry.objects.create(kind="person", number=999999, reference="0", words="Somebody Gone")
"""
FIND = """
import django; django.setup()
from goldenthread.search.queries import find
print([hit.title for hit in find(words="mona")], [hit.title for hit in find(words="gone")])
"""


def python(installation: Installation, code: str) -> str:
    environment = {**installation.environment, "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings"}
    environment["PYTHONPATH"] = str(ROOT)
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
def test_the_search_is_built_again_from_what_is_there(installation: Installation) -> None:
    assert installation.run("migrate").returncode == 0
    python(installation, SPOIL)
    assert python(installation, FIND) == "[] ['Somebody Gone']\n"

    done = installation.run("rebuild-search")

    assert done.returncode == 0, done.stderr
    assert python(installation, FIND) == "['Mona Manager'] []\n"
    assert "breaks are there" in installation.run("scan").stdout
