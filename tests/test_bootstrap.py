"""`make run` and `make test` install what is needed once, and say what to do when they cannot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import bootstrap


class Tree:
    """A checkout with locks of our own, and a record of the commands that were run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commands: list[list[str]] = []
        self.pip_status = 0
        (folder / "requirements").mkdir(parents=True)
        for name in ("run", "dev"):
            self.write_lock(name, "django==5.2 \\\n    --hash=sha256:00\n")

    def write_lock(self, name: str, text: str) -> None:
        (self.folder / "requirements" / f"{name}.txt").write_text(text, "utf-8")

    def run(self, command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        """Stand in for the processes that would create the environment and install into it."""
        self.commands.append(command)
        words = ""
        if command[1:3] == ["-m", "venv"]:
            (self.folder / ".venv" / "bin").mkdir(parents=True)
            (self.folder / ".venv" / "bin" / "python").touch()
        elif "sysconfig" in command[-1]:
            (self.folder / "site").mkdir(exist_ok=True)
            words = f"{self.folder / 'site'}\n"
        status = self.pip_status if "pip" in command else 0
        return subprocess.CompletedProcess(command, status, stdout=words, stderr="")

    @property
    def installs(self) -> int:
        return sum("pip" in command for command in self.commands)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    tree = Tree(tmp_path / "checkout")
    monkeypatch.setattr(bootstrap, "ROOT", tree.folder)
    monkeypatch.setattr(bootstrap, "VENV", tree.folder / ".venv")
    monkeypatch.setattr(bootstrap, "STAMP", tree.folder / ".venv" / "stamp.json")
    monkeypatch.setattr(
        bootstrap, "LOCKS", {name: tree.folder / "requirements" / f"{name}.txt" for name in ("run", "dev")}
    )
    monkeypatch.setattr(subprocess, "run", tree.run)
    return tree


def test_the_second_time_nothing_is_run(tree: Tree) -> None:
    assert bootstrap.main(["run"]) == 0
    before = len(tree.commands)

    assert bootstrap.main(["run"]) == 0
    assert len(tree.commands) == before


def test_a_changed_lock_is_installed_again(tree: Tree) -> None:
    bootstrap.main(["run"])
    tree.write_lock("run", "django==5.3 \\\n    --hash=sha256:11\n")

    bootstrap.main(["run"])

    assert tree.installs == 2


def test_what_tests_need_includes_what_the_product_needs(tree: Tree) -> None:
    bootstrap.main(["dev"])

    bootstrap.main(["run"])

    assert tree.installs == 1


def test_a_failed_installation_is_tried_again(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    tree.pip_status = 1
    assert bootstrap.main(["run"]) == 1
    assert "run the same command again" in capsys.readouterr().err

    tree.pip_status = 0
    assert bootstrap.main(["run"]) == 0
    assert tree.installs == 2


def test_hashes_are_always_checked(tree: Tree) -> None:
    bootstrap.main(["dev"])

    assert all("--require-hashes" in command for command in tree.commands if "pip" in command)


def test_without_a_python_that_can_it_says_what_to_install(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "answers", lambda _python, _code: False)

    assert bootstrap.main(["run"]) == 1
    told = capsys.readouterr().err
    assert "apt install python3 python3-venv" in told
    assert tree.installs == 0


def test_the_command_finds_the_checkout(tree: Tree) -> None:
    bootstrap.main(["run"])

    assert (tree.folder / "site" / "goldenthread-checkout.pth").read_text("utf-8") == f"{tree.folder}\n"
    assert (tree.folder / ".venv" / "bin" / "goldenthread").stat().st_mode & 0o100 or sys.platform == "win32"
