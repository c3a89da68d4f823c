"""Write requirements/run.txt and requirements/dev.txt from pyproject.toml.

Hashes for every file, markers for Python 3.11 to 3.14 on Linux, macOS and Windows, and no index address.
Without arguments only what pyproject.toml asks for changes; `--upgrade` takes the newest of everything.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet"),
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"),
)


def main(arguments: list[str]) -> int:
    # A machine's own folder of wheels must not decide what everybody installs.
    environment = {name: value for name, value in os.environ.items() if "FIND_LINKS" not in name}
    run, dev = "requirements/run.txt", "requirements/dev.txt"
    for extra in (("-o", run), ("--extra", "dev", "-c", run, "-o", dev)):
        done = subprocess.run([*COMPILE, *extra, *arguments], cwd=ROOT, env=environment, check=False)
        if done.returncode:
            return done.returncode
    print(f"Wrote {run} and {dev}. Read the difference before you commit it.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
