"""The house rules that a machine can see by reading the files. What they are for: CONTRIBUTING.md."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from scripts.templates import problems, templates
from scripts.tree import ROOT, name_of, product_modules, rooms, tracked_files, wings

LONGEST_FILE_LINES = 400
# Longer than that, and why it is still one sitting.
LONG_FILES: dict[str, str] = {}
# Modules that may ask what time it is, besides views, work and the command line.
CLOCKS: dict[str, str] = {
    "goldenthread/jobs/worker.py": "takes what is due",
    "goldenthread/people/requests.py": "asks once for each request, and hands it to the view",
    "goldenthread/desk/shell.py": "stands around pages that no room of ours answers for, such as those of signing in",
}

# Written in pieces, so that this file does not hold what it looks for.
INDEX = re.compile(r"https?://[^\s\"'<>]+/(?:simple|packages|npm)/|" + "pypi" + r"\.org|" + "python" + r"hosted\.org")
MACHINE = re.compile(r"(?:^|[\s\"'=(`])/(?:root|home|tmp|opt|work|Users)/\w")
CLOCK_CALLS = {
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
}


def test_imports_run_one_way() -> None:
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([command, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_no_template_needs_a_looser_content_policy() -> None:
    found = [
        f"{name_of(path)}:{line}: {why}" for path in templates() for line, why in problems(path.read_text("utf-8"))
    ]

    assert not found, "\n".join(found)


def test_no_file_names_a_package_index_or_one_machine() -> None:
    found = []
    for path in tracked_files():
        try:
            lines = path.read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{name_of(path)}:{number}: {line.strip()[:120]}"
            for number, line in enumerate(lines, start=1)
            if INDEX.search(line) or MACHINE.search(line)
        ]

    assert not found, "\n".join(found)


def test_files_are_read_in_one_sitting() -> None:
    long_files = {
        name_of(path)
        for path in tracked_files()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and len(path.read_text("utf-8").splitlines()) > LONGEST_FILE_LINES
    }

    assert long_files == set(LONG_FILES), "split it into a package of the same name, or list it with the reason"


@pytest.mark.parametrize("room", [name_of(room) for room in rooms()])
def test_every_room_has_tests(room: str) -> None:
    inside = list((ROOT / room / "tests").rglob("test_*.py"))
    for_the_whole = list((ROOT / "tests").glob(f"test_{Path(room).name}*.py"))

    assert inside or for_the_whole, f"neither {room}/tests nor tests/test_{Path(room).name}*.py"


@cache
def parsed() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple((path, ast.parse(path.read_text("utf-8"), filename=str(path))) for path in product_modules())


def may_ask_the_time(path: Path) -> bool:
    name = name_of(path)
    inside = set(Path(name).with_suffix("").parts)
    return name in CLOCKS or bool(inside & {"views", "work", "cli", "config", "management", "middleware"})


def test_only_views_and_commands_ask_what_time_it_is() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}: {ast.unparse(node)}"
        for path, tree in parsed()
        if not may_ask_the_time(path)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (ast.unparse(node.func.value).rpartition(".")[2], node.func.attr) in CLOCK_CALLS
        and not (node.func.attr == "localtime" and node.args)
        and not (node.func.attr == "localdate" and node.args)
    ]

    assert not found, "pass `now` in:\n" + "\n".join(found)


def room_of(module: str) -> str:
    parts = module.split(".")[1:]
    return ".".join(parts[: 2 if parts and parts[0] in wings() else 1])


def test_names_with_an_underscore_stay_in_their_room() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}: {node.module}.{alias.name}"
        for path, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("goldenthread.")
        and room_of(node.module or "") != room_of(name_of(path).removesuffix(".py").replace("/", "."))
        for alias in node.names
        if alias.name.startswith("_")
    ]

    assert not found, "\n".join(found)


def test_no_model_hides_an_order() -> None:
    found = [
        f"{name_of(path)}:{line.lineno}"
        for path, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name == "Meta"
        for line in node.body
        if isinstance(line, ast.Assign | ast.AnnAssign)
        and "ordering"
        in [getattr(target, "id", "") for target in getattr(line, "targets", [getattr(line, "target", 0)])]
    ]

    assert not found, "write order_by where the order matters:\n" + "\n".join(found)


def test_every_view_is_a_function() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}: {node.name}"
        for path, tree in parsed()
        if {"views", "views.py"} & set(path.parts)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("View") for base in node.bases)
    ]

    assert not found, "\n".join(found)


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"#.*\b(?:TO" + "DO|FIX" + "ME|X" + r"XX)\b")
    found = [
        f"{name_of(path)}:{number}"
        for path in tracked_files()
        if path.suffix in {".py", ".html", ".css", ".js"}
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if words.search(line)
    ]

    assert not found, "do it, or write it into the documentation's list of limits:\n" + "\n".join(found)
