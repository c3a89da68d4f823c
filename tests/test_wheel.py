"""A wheel holds all that the product needs to run by itself, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts.tree import PACKAGE, ROOT, name_of, tracked_files

# What a room may hold that no installation needs.
LEFT_OUT = {"tests"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_it_holds_every_file_of_the_product_and_no_test(wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {name_of(path) for path in tracked_files() if PACKAGE in path.parents and not LEFT_OUT & set(path.parts)}

    assert packed == expected


def test_it_carries_the_licence_and_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        commands = next(name for name in names if name.endswith("entry_points.txt"))
        told = archive.read(commands).decode()

    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "goldenthread = goldenthread.cli.main:app" in told


def test_the_product_runs_from_it_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    code = (
        f"import sys; sys.path[:] = [{str(tmp_path / 'installed')!r}]"
        f" + [place for place in sys.path if place not in ('', {str(ROOT)!r})];"
        "import goldenthread; print(goldenthread.__file__);"
        "from goldenthread.cli.main import app; app(['--help'])"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert str(tmp_path) in done.stdout.splitlines()[0]
    assert "Usage" in done.stdout
