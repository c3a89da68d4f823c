"""A wheel holds all that the product needs to run by itself, and nothing else."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
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


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Path:
    """The Python of an environment that holds the wheel and what it needs, and knows nothing of this checkout."""
    folder = tmp_path / "environment"
    venv.create(folder, symlinks=os.name != "nt", with_pip=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    # Path files inside a folder named by a path file are not read, so the one that points here is not either.
    (packages / "needed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    return python


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def first_page(address: str, *, command: subprocess.Popen[str], patience_seconds: float) -> int:
    """Return the status of a page once somebody answers there."""
    until = time.monotonic() + patience_seconds
    while time.monotonic() < until and command.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                status: int = response.status
                return status
        except OSError:
            time.sleep(0.2)
    return 0


@pytest.mark.slow
def test_the_example_runs_from_it_without_the_checkout(installed: Path, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GOLDENTHREAD_", "DATABASE_"))}
    environment = {**kept, "GOLDENTHREAD_DATA": str(tmp_path / "data")}
    port = free_port()

    where = subprocess.run(
        [installed, "-c", "import goldenthread; print(goldenthread.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    with subprocess.Popen(
        [installed, "-m", "goldenthread", "demo", f"--port={port}"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as command:
        status = first_page(f"http://127.0.0.1:{port}/sign-in/login/", command=command, patience_seconds=300)
        command.terminate()
        told, _ = command.communicate(timeout=60)

    assert str(tmp_path) in where
    assert status == 200, told
    assert "administrator" in told
