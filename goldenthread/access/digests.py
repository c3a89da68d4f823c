"""The digest under which the secret of a one-time address is kept. Pure."""

from __future__ import annotations

from hashlib import sha256


def digest_of(secret: str) -> str:
    """Return 64 hexadecimal figures. The secret has 256 random bits, so a plain digest cannot be guessed back."""
    return sha256(secret.encode()).hexdigest()
