"""What the tests of this room share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def ada(cast: Cast, client: Client) -> Client:
    assert cast.ada.account is not None
    client.force_login(cast.ada.account)
    return client
