"""Taking names out of what the trail holds. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from json import dumps


def scrubbed(value: object, *, names: Mapping[str, str]) -> object:
    """Return a plain JSON value with each of the names, wherever it stands in a text, replaced. Longer names first."""
    if isinstance(value, str):
        for name in sorted(names, key=len, reverse=True):
            value = value.replace(name, names[name])
        return value
    if isinstance(value, list):
        return [scrubbed(one, names=names) for one in value]
    if isinstance(value, dict):
        return {key: scrubbed(one, names=names) for key, one in value.items()}
    return value


def as_stored(name: str) -> frozenset[str]:
    """Return the ways a text may be written inside stored JSON: as it is, and with its letters escaped."""
    return frozenset({name, dumps(name)[1:-1]})


def blanked(changes: Mapping[str, object], *, fields: Collection[str], by: str) -> dict[str, object]:
    """Return changes in which these fields' values, before and after, are replaced; an empty one stays empty."""
    return {
        field: [by if one not in (None, "") else one for one in pair]
        if field in fields and isinstance(pair, list)
        else by
        if field in fields and pair not in (None, "")
        else pair
        for field, pair in changes.items()
    }
