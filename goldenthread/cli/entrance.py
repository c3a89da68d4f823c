"""What each web process loads: the application, and a watch that ends the process when its master has gone."""

from __future__ import annotations

import os

from goldenthread.cli.children import watch_parent
from goldenthread.config.wsgi import application

__all__ = ["application"]

watch_parent(lambda: os._exit(0))
