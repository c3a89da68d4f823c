"""Run the benchmarks one after another, each in a process of its own: `make bench`, or `make bench ARGS="pages"`."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main(wanted: list[str]) -> int:
    """Run the named benchmarks, or all; return 1 when one of them failed or missed its limit."""
    known = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    unknown = [name for name in wanted if name not in known]
    if unknown or not known:
        print(f"No benchmark called {', '.join(unknown)}." if unknown else "There are no benchmarks yet.")
        print(f"There are: {', '.join(known)}." if known else "")
        return 2
    failed = []
    for name in wanted or known:
        print(f"=== {name}", flush=True)
        started = time.monotonic()
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=FOLDER.parent, check=False).returncode:
            failed.append(name)
        print(f"    ({time.monotonic() - started:.0f} s)\n", flush=True)
    if failed:
        print(f"Failed or over their limit: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
