"""Every dependency has its line of explanation; the locks hold what pyproject.toml asks for, and name no machine."""

from __future__ import annotations

import re
import tomllib

import pytest

from scripts.tree import ROOT

LOCKS = ("run", "dev")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for() -> dict[str, set[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {"run": project["dependencies"], "dev": project["optional-dependencies"]["dev"]}
    return {
        lock: {normal(found.group()) for line in lines if (found := re.match(r"[\w.-]+", line))}
        for lock, lines in wanted.items()
    }


def locked(lock: str) -> dict[str, str]:
    """Return the version of each package in a lock."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    return {normal(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


def test_every_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    run, dev = text.split("## To test and to build")
    told = {
        lock: set(re.findall(r"^\| ([a-z][a-z0-9-]*) \|", part, re.MULTILINE)) - {"package"}
        for lock, part in (("run", run), ("dev", dev))
    }

    assert told == asked_for()


def test_the_locks_hold_what_is_asked_for() -> None:
    assert asked_for()["run"] <= locked("run").keys()
    assert asked_for()["dev"] <= locked("dev").keys()


def test_tests_run_on_what_the_product_runs_on() -> None:
    assert locked("run").items() <= locked("dev").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_hashes_and_no_place(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]

    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert not re.search(r"--(?:index-url|extra-index-url|find-links|trusted-host)", text)
