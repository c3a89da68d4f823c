"""A tab: a link to one part of a thing, perhaps with how much is there. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """`count` is shown beside the label when it is not None."""

    label: str
    url: str
    count: int | None = None
    is_current: bool = False
