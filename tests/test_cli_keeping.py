"""Backups hold one moment, prove themselves, and come back as they were, on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.installation import ROOT, Installation

COUNT = """
import django; django.setup()
from django.apps import apps
import json
leave = {"django_session", "django_migrations"}
models = [model for model in apps.get_models() if model._meta.db_table not in leave]
print(json.dumps({model._meta.db_table: model._default_manager.count() for model in models}))
"""
FILL = "import django; django.setup()\nfrom tests.cast import make_cast; make_cast()"
LOSE = """
import django; django.setup()
from goldenthread.people.models import Appointment
Appointment.objects.all().delete()
"""
# Writes pairs: each transaction adds two entries to the trail, so at any moment their number is even.
WRITE_PAIRS = """
import django, itertools; django.setup()
from django.db import transaction
from django.utils import timezone
from goldenthread.audit.models import Entry
print("writing", flush=True)
for pair in itertools.count():
    with transaction.atomic():
        for half in range(2):
            Entry.objects.create(at=timezone.now(), action="test.pair", subject_kind="test", subject_label=str(pair))
"""
COUNT_PAIRS = """
import django; django.setup()
from goldenthread.audit.models import Entry
from django.db.models import Count
pairs = Entry.objects.filter(action="test.pair").values("subject_label").annotate(n=Count("id")).order_by()
print(len(pairs), all(pair["n"] == 2 for pair in pairs))
"""


def python(installation: Installation, code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment(installation), capture_output=True, text=True, check=True)


def environment(installation: Installation) -> dict[str, str]:
    return {
        **installation.environment,
        "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
        "PYTHONPATH": str(ROOT),
    }


def counts(installation: Installation) -> dict[str, int]:
    found: dict[str, int] = json.loads(python(installation, COUNT).stdout)
    return found


def passed(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def filled(installation: Installation) -> Installation:
    passed(installation.run("migrate"))
    python(installation, FILL)
    attached = installation.folder / "files" / "comments" / "2026" / "11"
    attached.mkdir(parents=True)
    (attached / "visit.txt").write_text("Six homes.", encoding="utf-8")
    return installation


@pytest.mark.slow
def test_what_was_backed_up_comes_back_as_it_was(filled: Installation, tmp_path: Path) -> None:
    before = counts(filled)
    file = tmp_path / "northmoor.zip"
    passed(filled.run("backup", str(file)))
    assert file.stat().st_mode & 0o077 == 0
    python(filled, LOSE)
    (filled.folder / "files" / "comments" / "2026" / "11" / "visit.txt").unlink()

    refused = filled.run("restore", str(file))
    words = passed(filled.run("restore", str(file), "--replace"))

    assert refused.returncode == 1
    assert "There is an organisation here" in refused.stderr
    assert "Restored Northmoor Fire and Rescue Service" in words
    assert counts(filled) == before
    attached = filled.folder / "files" / "comments" / "2026" / "11" / "visit.txt"
    assert attached.read_text("utf-8") == "Six homes."


@pytest.mark.slow
def test_a_backup_under_load_is_of_one_moment(installation: Installation, tmp_path: Path) -> None:
    passed(installation.run("migrate"))
    file = tmp_path / "busy.zip"
    with subprocess.Popen(
        [sys.executable, "-c", WRITE_PAIRS], cwd=ROOT, env=environment(installation), stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        try:
            passed(installation.run("backup", str(file)))
        finally:
            writer.kill()

    passed(installation.run("restore", str(file), "--replace"))

    pairs, whole = python(installation, COUNT_PAIRS).stdout.split()
    assert int(pairs) > 0
    assert whole == "True"


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["cut", "changed", "other"])
def test_a_damaged_backup_changes_nothing(filled: Installation, tmp_path: Path, harm: str) -> None:
    before = counts(filled)
    file, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    passed(filled.run("backup", str(file)))
    if harm == "cut":
        bad.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    else:
        with zipfile.ZipFile(file) as good, zipfile.ZipFile(bad, "w") as copy:
            for name in good.namelist():
                content = good.read(name)
                if name.startswith("database/") and harm == "changed" and b"Mona Manager" in content:
                    content = content.replace(b"Mona Manager", b"Mona Menager")
                if name == "manifest.json" and harm == "other":
                    content = content.replace(b'"format": 1', b'"format": 99')
                copy.writestr(name, content)

    done = filled.run("restore", str(bad), "--replace")

    assert done.returncode == 1
    assert "Nothing was restored." in done.stderr
    assert "Traceback" not in done.stderr
    assert counts(filled) == before


def test_restore_waits_for_nobody_while_goldenthread_runs(installation: Installation, tmp_path: Path) -> None:
    passed(installation.run("migrate"))
    file = tmp_path / "empty.zip"
    passed(installation.run("backup", str(file)))
    worker = installation.start("work")
    try:
        assert worker.stdout is not None
        worker.stdout.readline()

        done = installation.run("restore", str(file), "--replace")
    finally:
        os.killpg(worker.pid, 9)
        worker.communicate()

    assert done.returncode == 1
    assert "Goldenthread is running here. Stop it first." in done.stderr


def test_a_backup_is_never_half_written_over_another(installation: Installation, tmp_path: Path) -> None:
    passed(installation.run("migrate"))
    file = tmp_path / "there.zip"
    file.write_bytes(b"precious")

    done = installation.run("backup", str(file))

    assert done.returncode == 1
    assert file.read_bytes() == b"precious"
    assert not list(tmp_path.glob("*.part"))


def test_doctor_speaks_plainly_of_an_installation_nobody_runs(installation: Installation) -> None:
    before = installation.run("doctor")
    passed(installation.run("migrate"))
    after = installation.run("doctor")

    assert "goldenthread migrate" in before.stdout
    assert before.returncode == 1
    assert "The tables are those of this version." in after.stdout
    assert "No worker is working." in after.stdout
    assert "Traceback" not in before.stderr + after.stderr


def test_doctor_says_when_the_database_does_not_answer(installation: Installation) -> None:
    installation.environment["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/nothing"

    done = installation.run("doctor")

    assert done.returncode == 1
    assert "The database does not answer" in done.stdout
    assert "Traceback" not in done.stderr
