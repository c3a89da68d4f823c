"""What the tests of this room share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import settings as hypothesis_settings

from tests.cast import Cast

# How long one example takes says nothing where the machine is shared.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def ada(cast: Cast, client: Client) -> Client:
    assert cast.ada.account is not None
    client.force_login(cast.ada.account)
    return client
