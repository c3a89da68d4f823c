"""Chance that is the same every time: all made-up things are drawn from here, so the example never differs. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A row of numbers that depends on its seed alone.

    Built on `random.Random.random`, the one part of the standard generator that is promised never to change.
    """

    __slots__ = ("draw",)

    def __init__(self, seed: str | int) -> None:
        self.draw = random.Random(seed).random

    def happens(self, share: float) -> bool:
        """Tell whether something that happens with this share of [0, 1] happens now."""
        return self.draw() < share

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self.draw() * (high - low + 1))

    def one_of(self, things: Sequence[T]) -> T:
        """Return one of the things (at least one), each as likely as another."""
        return things[int(self.draw() * len(things))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return the things in an order of chance."""
        drawn = [(self.draw(), place) for place in range(len(things))]
        return [things[place] for _drawn, place in sorted(drawn)]
