"""From a fresh clone to the first page.

    python -m benchmarks.fresh_clone

Clones this repository's HEAD into a temporary folder and times `make run` until the sign-in page answers, twice: the
first time with downloads, the second time without. Bars: 180 s and 5 s.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.tools.machine import describe
from benchmarks.tools.serving import free_port, serving

FIRST_BAR, NEXT_BAR = 180.0, 5.0


def main() -> int:
    print(describe())
    root = Path(__file__).resolve().parent.parent
    over = False
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "goldenthread"
        subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{root}", str(clone)], check=True)
        for name, bar in (("first time", FIRST_BAR), ("next time", NEXT_BAR)):
            port = free_port()
            command = ["make", "run", f"ARGS=--port {port}"]
            with serving(command, port=port, folder=clone, environment={}, most_seconds=bar * 3) as served:
                verdict = "within" if served.seconds <= bar else "OVER"
                over = over or served.seconds > bar
                print(f"{name:12} {served.seconds:7.1f} s   {verdict} {bar:g} s")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
