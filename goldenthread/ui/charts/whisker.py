"""An interval on a line of 200 pixels. Pure."""

from dataclasses import dataclass

from goldenthread.ui.charts.scale import Scale

WIDTH = 200.0


@dataclass(frozen=True, slots=True)
class Whisker:
    """Places in pixels, 0 to 200."""

    low: float
    middle: float
    high: float
    reference: float | None


def draw_whisker(
    *, low: float, middle: float, high: float, reference: float | None, scale_low: float, scale_high: float
) -> Whisker:
    """Return the interval on the scale; what lies outside it ends at its edge.

    Raises:
        ValueError: low, middle and high are out of order, or the scale is empty.
    """
    if not low <= middle <= high:
        raise ValueError(f"An interval needs low, middle, high in order, not {low}, {middle}, {high}.")
    place = Scale(scale_low, scale_high, 0.0, WIDTH).clamped
    return Whisker(place(low), place(middle), place(high), None if reference is None else place(reference))
