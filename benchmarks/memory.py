"""What the product's processes weigh on an installation that is there, after they have worked.

    GOLDENTHREAD_DATA=... python -m benchmarks.memory [--requests 200]

Starts `goldenthread run`, signs in once, asks for the main pages in turn, and prints the resident memory (MB) of each
process. Bar: 150 MB for each web process at size M.
"""

from __future__ import annotations

import argparse
import os
import sys
import urllib.request
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # no stubs in the lock

from benchmarks.pages import addresses, choose_people
from benchmarks.tools.installed import open_installation
from benchmarks.tools.serving import free_port, serving

BAR_MB = 150.0


def session_cookie() -> tuple[str, list[str]]:
    """Return a signed-in session's cookie, and the pages to ask for with it."""
    from django.conf import settings
    from django.test import Client

    person = choose_people(3)[-1]
    if person.account is None:
        raise SystemExit("nobody here has an account")
    client = Client()
    client.force_login(person.account)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}", list(addresses(person).values())


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--requests", type=int, default=200)
    given = words.parse_args()
    print(open_installation())
    cookie, pages = session_cookie()
    port = free_port()
    command = [sys.executable, "-m", "goldenthread", "run", "--port", str(port)]
    folder = Path.cwd()
    with serving(command, port=port, folder=folder, environment=dict(os.environ), most_seconds=60) as served:
        root = f"http://127.0.0.1:{port}"
        for turn in range(given.requests):
            asked = urllib.request.Request(root + pages[turn % len(pages)], headers={"Cookie": cookie})
            with urllib.request.urlopen(asked, timeout=60) as page:
                page.read()
        over = False
        first = psutil.Process(served.process.pid)
        for process in [first, *first.children(recursive=True)]:
            weight = process.memory_info().rss / 1e6
            over = over or weight > BAR_MB
            print(f"{weight:8.1f} MB  {' '.join(process.cmdline())[:100]}")
    print(f"bar: {BAR_MB:g} MB for each web process")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
