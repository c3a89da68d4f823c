"""Make `.venv` ready: create it, install exactly what a lock file names, put this folder on its path.

Standard library only, because it runs before anything is installed. Does nothing when nothing has changed.

    python3 scripts/bootstrap.py run     what the product needs
    python3 scripts/bootstrap.py dev     and what its tests and checks need
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "goldenthread-stamp.json"
LOCKS = {"run": ROOT / "requirements" / "run.txt", "dev": ROOT / "requirements" / "dev.txt"}
OLDEST = (3, 11)
PYTHON_NAMES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python")

NO_PYTHON = """\
No Python {oldest} or newer with its venv module was found.

  Debian, Ubuntu   apt install python3 python3-venv
  Fedora           dnf install python3
  macOS            brew install python
  Windows          install Python from python.org

Already have one elsewhere?  make {goal} PYTHON=/path/to/python3"""

PIP_FAILED = """\
The packages could not be installed; pip's own words are above.
Nothing is broken: run the same command again. If the machine has no way to the
public package index, point pip at yours (PIP_INDEX_URL) or at a folder of wheels
(PIP_FIND_LINKS together with PIP_NO_INDEX=1)."""


def main(arguments: list[str]) -> int:
    """Bring `.venv` up to the lock named by the one argument; return an exit status."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print(__doc__)
        return 2
    goal = arguments[0]
    if is_ready(goal):
        return 0
    started = time.monotonic()
    if not (venv_works() or create_venv(goal)):
        return 1
    if not install(goal):
        return 1
    join_project()
    write_stamp(goal)
    say(f"Ready in {time.monotonic() - started:.0f} s.")
    return 0


def say(words: str) -> None:
    print(f"[setup] {words}", flush=True)


# --------------------------------------------------------------------------- what is there already


def digest(goal: str) -> str:
    return hashlib.sha256(LOCKS[goal].read_bytes()).hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def is_ready(goal: str) -> bool:
    """Whether this very folder's `.venv` already holds what the lock names."""
    stamp = read_stamp()
    return venv_python().exists() and stamp.get("root") == str(ROOT) and stamp.get(goal) == digest(goal)


def write_stamp(goal: str) -> None:
    # The dev lock is made under the run lock's constraints, so it contains it.
    done = ("run", "dev") if goal == "dev" else ("run",)
    STAMP.write_text(
        json.dumps({"root": str(ROOT), **{name: digest(name) for name in done}}, indent=1),
        encoding="utf-8",
    )


# --------------------------------------------------------------------------- the environment


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def answers(python: str | Path, code: str) -> bool:
    """Whether an interpreter runs `code` without complaint."""
    try:
        done = subprocess.run([str(python), "-c", code], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def venv_works() -> bool:
    """Whether `.venv` has a Python that is new enough and has pip."""
    return venv_python().exists() and answers(venv_python(), f"import sys, pip; sys.exit(sys.version_info < {OLDEST})")


def create_venv(goal: str) -> bool:
    """Create `.venv` with the first Python that can; say what to install when none can."""
    if VENV.exists():
        say("The environment in .venv does not work any more; making a new one.")
        shutil.rmtree(VENV)
    # ensurepip is what Debian's python3 lacks until python3-venv is installed.
    needs = f"import sys, venv, ensurepip; sys.exit(sys.version_info < {OLDEST})"
    for python in (sys.executable, *filter(None, map(shutil.which, PYTHON_NAMES))):
        if not answers(python, needs):
            continue
        say(f"Creating the environment .venv with {python}.")
        done = subprocess.run([python, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
        if done.returncode == 0 and venv_works():
            return True
        shutil.rmtree(VENV, ignore_errors=True)
        say(f"That did not work: {(done.stderr or done.stdout).strip() or 'no reason given'}")
    oldest = ".".join(map(str, OLDEST))
    print(NO_PYTHON.format(oldest=oldest, goal="run" if goal == "run" else "test"), file=sys.stderr)
    return False


# --------------------------------------------------------------------------- what goes into it


def install(goal: str) -> bool:
    """Install the lock, each file checked against its hash."""
    lock = LOCKS[goal]
    count = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    say(
        f"Installing {count} packages from {lock.relative_to(ROOT).as_posix()}"
        " (only when that file has changed; half a minute or so)."
    )
    done = subprocess.run(
        [
            *(str(venv_python()), "-m", "pip", "install", "--quiet", "--no-input"),
            *("--disable-pip-version-check", "--no-deps", "--require-hashes", "-r", str(lock)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        print(PIP_FAILED, file=sys.stderr)
    return done.returncode == 0


def join_project() -> None:
    """Put this folder on the environment's path, and a `goldenthread` command beside its Python.

    A path file instead of an editable install: no build tool, no network, nothing to go stale.
    """
    where = subprocess.run(
        [str(venv_python()), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    (Path(where) / "goldenthread-checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if os.name == "nt":
        command = VENV / "Scripts" / "goldenthread.cmd"
        command.write_text('@"%~dp0python.exe" -m goldenthread %*\n', encoding="utf-8")
        return
    command = VENV / "bin" / "goldenthread"
    command.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m goldenthread "$@"\n', encoding="utf-8")
    command.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
