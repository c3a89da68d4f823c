"""Who uses a data folder: any number of running processes, or one that must be alone with it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "in-use"


class InUse(Exception):
    """Goldenthread is running on this data folder."""


def _open() -> int:
    from django.conf import settings

    folder = Path(settings.DATA_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    return os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)


def share() -> None:
    """Say that this process uses the data folder, until it ends. Waits while somebody is alone with it."""
    fcntl.flock(_open(), fcntl.LOCK_SH)


@contextmanager
def alone() -> Iterator[None]:
    """Be alone with the data folder.

    Raises:
        InUse: Goldenthread is running.
    """
    handle = _open()
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InUse("Goldenthread is running here. Stop it first.") from None
    else:
        yield
    finally:
        os.close(handle)
