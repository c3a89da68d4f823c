"""Addresses of pages, remembered: a page names hundreds, and working one out takes longer than showing it."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

REMEMBERED = 16_384


def address(name: str, *arguments: object) -> str:
    """Return the address of a page by its name ("people:person") and its arguments, as `reverse` does.

    Raises:
        NoReverseMatch: there is no page of that name with such arguments.
    """
    return _address(get_script_prefix(), get_urlconf(), name, *arguments)


@lru_cache(maxsize=REMEMBERED, typed=True)
def _address(_prefix: str, urlconf: str | None, name: str, *arguments: object) -> str:
    return reverse(name, urlconf=urlconf, args=arguments)
