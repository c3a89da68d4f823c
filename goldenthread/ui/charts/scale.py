"""From values to pixels. Pure."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from [low, high] in the measured unit to [start, end] in pixels; start may lie after end."""

    low: float
    high: float
    start: float
    end: float

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"A scale needs low below high, not {self.low} and {self.high}.")

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def clamped(self, value: float) -> float:
        """Return the place of the value, or the nearer end if it lies outside."""
        return self(min(max(value, self.low), self.high))


def bounds(values: Iterable[float], *, margin_fraction: float = 0.08) -> tuple[float, float]:
    """Return a low and a high that hold all values with a margin on both sides.

    Equal values get room of a twentieth of their size (at least 1) on both sides; none at all get 0 and 1.
    """
    kept = list(values)
    if not kept:
        return 0.0, 1.0
    low, high = min(kept), max(kept)
    room = (high - low) * margin_fraction or max(abs(low) * 0.05, 1.0)
    return low - room, high + room


def ticks(low: float, high: float, *, at_most: int = 5) -> tuple[float, ...]:
    """Return round values, evenly apart, whose first is at or below low and last at or above high.

    The step is 1, 2, 2.5 or 5 times a power of ten; there are at least two and at most `at_most` + 2 values.

    Raises:
        ValueError: low is not below high, or fewer than two are wanted.
    """
    if not low < high or at_most < 2:
        raise ValueError("Ticks need low below high and room for at least two.")
    rough = (high - low) / (at_most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in STEPS if size * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(index * step, 10) for index in range(first, last + 1))
