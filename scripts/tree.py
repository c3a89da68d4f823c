"""What the project is made of, for checks that look at all of it."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "goldenthread"
SKIPPED = {"__pycache__", ".venv", ".git", "data", "goldenthread-data", "build", "dist", "shots"}


def tracked_files() -> list[Path]:
    """Return the files that are or would be committed; outside a git checkout, all that are not made by tools."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return sorted(path for path in ROOT.rglob("*") if path.is_file() and not SKIPPED & set(path.parts))
    return sorted(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def wings() -> frozenset[str]:
    """Return the packages that hold rooms and are none themselves, as the import contract names them."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return frozenset(next(contract["wings"] for contract in contracts if contract["id"] == "rooms"))


def rooms() -> list[Path]:
    """Return the folders of the rooms, in a steady order."""
    found = []
    for folder in sorted(path for path in PACKAGE.iterdir() if (path / "__init__.py").exists()):
        if folder.name in wings():
            found += sorted(path for path in folder.iterdir() if (path / "__init__.py").exists())
        else:
            found.append(folder)
    return found


def product_modules() -> list[Path]:
    """Return the product's Python files without tests and migrations, in a steady order."""
    return sorted(path for path in PACKAGE.rglob("*.py") if not {"tests", "migrations"} & set(path.parts))


def name_of(path: Path) -> str:
    """Return a file's path from the project's root, with forward slashes."""
    return path.relative_to(ROOT).as_posix()
