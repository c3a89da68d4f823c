"""Run every check that needs no test: `make check`. All of them run; what failed is printed whole, at the end.

python -m scripts.check                     check
python -m scripts.check --write-templates   put the templates into the house format
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from scripts.templates import ROOT, templates

PYTHON = sys.executable
BIN = os.path.dirname(PYTHON)  # noqa: PTH120 (a path object would follow the link out of the environment)


@dataclass(frozen=True, slots=True)
class Check:
    """A name for people and the command that checks it."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check said and how long it took."""

    check: Check
    passed: bool
    words: str
    seconds: float


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (os.path.join(BIN, name), *arguments)  # noqa: PTH118 (as above)


def checks() -> list[Check]:
    """Return the checks, the slowest first."""
    django = (PYTHON, "-Werror", "-m", "django")
    return [
        Check("types", tool("mypy")),
        Check("migrations", (*django, "makemigrations", "--check", "--dry-run")),
        Check("deployment", (*django, "check", "--deploy", "--fail-level", "WARNING")),
        Check("imports", tool("lint-imports", "--no-logo")),
        Check("lint", tool("ruff", "check", "--output-format", "concise", ".")),
        Check("format", tool("ruff", "format", "--check", "--output-format", "concise", ".")),
        Check("templates", (PYTHON, "-m", "scripts.templates")),
        Check("template format", djade("--check")),
    ]


def djade(*arguments: str) -> tuple[str, ...]:
    files = [str(path.relative_to(ROOT)) for path in templates()]
    return tool("djade", "--target-version", "5.2", *arguments, *files) if files else (PYTHON, "-c", "")


def environment(data: str) -> dict[str, str]:
    """Return what a production installation would have, in a folder that is thrown away."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
        "GOLDENTHREAD_DATA": data,
        "GOLDENTHREAD_HTTPS": "yes",
        "PYTHONPATH": str(ROOT),
    }


def carry_out(check: Check, *, variables: dict[str, str]) -> Outcome:
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(check, done.returncode == 0, done.stdout, time.monotonic() - started)


def run_all() -> int:
    with tempfile.TemporaryDirectory(prefix="goldenthread-check-") as data, ThreadPoolExecutor(os.cpu_count()) as pool:
        variables = environment(data)
        outcomes = []
        for outcome in pool.map(lambda check: carry_out(check, variables=variables), checks()):
            print(
                f"  {'ok    ' if outcome.passed else 'FAILED'} {outcome.check.name} ({outcome.seconds:.1f} s)",
                flush=True,
            )
            outcomes.append(outcome)
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in failed:
        print(f"\n--- {outcome.check.name}\n{outcome.words.rstrip()}", flush=True)
    if failed:
        print(f"\n{len(failed)} of {len(outcomes)} checks failed. `make format` mends what a machine can.")
    return 1 if failed else 0


def main(arguments: list[str]) -> int:
    if arguments == ["--write-templates"]:
        subprocess.run(djade(), cwd=ROOT, check=False)
        return 0
    return run_all()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
