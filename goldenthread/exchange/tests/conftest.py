"""What the tests of this room share."""

from __future__ import annotations

from hypothesis import settings

# How long one example takes says nothing where the machine is shared.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
