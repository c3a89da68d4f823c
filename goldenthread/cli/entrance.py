"""What each web process loads: the application, its addresses, and a watch that ends it when its master has gone.

It loads while the tables are still being brought up to date, and takes requests once they are.
"""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path

from django.urls import get_resolver

from goldenthread.cli.children import watch_parent
from goldenthread.config.wsgi import application

__all__ = ["application"]

WAIT_FOR = "GOLDENTHREAD_WAIT_FOR"


def wait_until_ready() -> None:
    """Wait for the file that says so, when somebody told us to."""
    file = os.environ.get(WAIT_FOR)
    while file and not Path(file).exists():
        time.sleep(0.02)


watch_parent(lambda: os._exit(0))
get_resolver().url_patterns  # noqa: B018 (loads every room's pages, which the first request would otherwise wait for)
# What is loaded stays: the collector need not look through it again and again while somebody waits for a page.
gc.collect()
gc.freeze()
wait_until_ready()
