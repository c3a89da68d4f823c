"""Key results against the textbook: rising, falling, in a band, negative, beyond the target."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import linear_regression

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.manage.objectives.progress import (
    Aim,
    Interval,
    Point,
    even_pace,
    forecast,
    fraction_of,
    is_reached,
    run_in_band,
    verdict_of,
)

APRIL = date(2026, 4, 1)
MARCH = date(2027, 3, 31)
VALUE = st.floats(-1e6, 1e6, allow_nan=False)
UP = Aim("up", 0.0, 6000.0)
DOWN = Aim("down", 14.2, 9.5)
BAND = Aim("band", None, 55.0, 35.0)


def points(*values: float, every_days: int = 30) -> list[Point]:
    return [Point(APRIL + timedelta(days=every_days * place), value) for place, value in enumerate(values)]


@pytest.mark.parametrize(
    ("aim", "value", "fraction"),
    [
        (UP, 2870, 2870 / 6000),
        (DOWN, 11.6, 2.6 / 4.7),
        (DOWN, 15.0, -0.8 / 4.7),
        (Aim("up", -20, -5), -10, 10 / 15),
        (Aim("down", -1, -3), -4, 1.5),
        (Aim("up", 0, 100), 130, 1.3),
        (Aim("up", 5, 5), 5, None),
        (Aim("up", None, 5), 5, None),
        (BAND, 47, None),
    ],
)
def test_the_way_gone_counts_from_the_start_whichever_way_it_leads(
    aim: Aim, value: float, fraction: float | None
) -> None:
    assert fraction_of(aim, value) == pytest.approx(fraction)


@pytest.mark.parametrize(
    ("aim", "value", "reached"),
    [
        (UP, 6000, True),
        (UP, 5999.9, False),
        (DOWN, 9.5, True),
        (DOWN, 9.4, True),
        (DOWN, 9.6, False),
        (BAND, 35, True),
        (BAND, 55, True),
        (BAND, 34.9, False),
        (BAND, 55.1, False),
        (Aim("up", 0, None), 10, False),
    ],
)
def test_a_target_is_reached_at_its_edge(aim: Aim, value: float, reached: bool) -> None:  # noqa: FBT001
    assert is_reached(aim, value) == reached


@given(st.lists(VALUE, min_size=4, max_size=40), st.integers(-400, 4000))
def test_the_middle_of_the_forecast_is_the_line_of_least_squares(values: list[float], days: int) -> None:
    readings = points(*values)
    on = APRIL + timedelta(days=days)
    slope, intercept = linear_regression([float(each.on.toordinal()) for each in readings], values)

    found = forecast(readings, on=on)

    assert found is not None
    assert found.low <= found.middle <= found.high
    assert found.middle == pytest.approx(intercept + slope * on.toordinal(), rel=1e-6, abs=1e-2)


def test_the_interval_is_the_textbook_s() -> None:
    """Worked by hand: x = 0..4, y = 1, 3, 2, 5, 4; ŷ(6) = 6.2, s² = 1.2, t(3) at 0.90 = 1.638."""
    found = forecast(points(1, 3, 2, 5, 4, every_days=1), on=APRIL + timedelta(days=6))

    assert found is not None
    assert found.middle == pytest.approx(6.2)
    assert found.high - found.middle == pytest.approx(1.638 * (1.2 * (1 + 1 / 5 + 16 / 10)) ** 0.5)


def test_a_straight_line_leaves_no_doubt() -> None:
    found = forecast(points(0, 10, 20, 30), on=APRIL + timedelta(days=360))

    assert found is not None
    assert [found.low, found.high] == pytest.approx([120, 120])


@pytest.mark.parametrize("readings", [[], points(1), points(1, 2, 3), [Point(APRIL, 1.0)] * 5])
def test_too_little_is_no_forecast(readings: list[Point]) -> None:
    assert forecast(readings, on=MARCH) is None


@pytest.mark.parametrize(
    ("aim", "values", "likely", "verdict"),
    [
        (UP, (100, 200), Interval(6100, 6200, 6300), "on_track"),
        (UP, (100, 200), Interval(5900, 6100, 6300), "at_risk"),
        (UP, (100, 200), Interval(5000, 5300, 5600), "at_risk"),
        (UP, (100, 200), Interval(5000, 5200, 5399), "off_track"),
        (UP, (100, 6100), Interval(5000, 5300, 5600), "reached"),
        (DOWN, (14, 11), Interval(8.0, 8.5, 9.0), "on_track"),
        (DOWN, (14, 11), Interval(9.0, 9.6, 10.2), "at_risk"),
        (DOWN, (14, 11), Interval(9.6, 10, 10.4), "at_risk"),
        (DOWN, (14, 11), Interval(10, 10.4, 10.8), "off_track"),
        (Aim("up", None, 6000), (100, 200), Interval(5000, 5300, 5600), "off_track"),
        (BAND, (60, 47), None, "in_band"),
        (BAND, (47, 60), None, "out_of_band"),
        (UP, (100, 200), None, "cannot_tell"),
        (UP, (), Interval(6100, 6200, 6300), "cannot_tell"),
        (Aim("up", 0, None), (5,), None, "cannot_tell"),
    ],
)
def test_the_verdict_follows_the_interval(
    aim: Aim, values: tuple[float, ...], likely: Interval | None, verdict: str
) -> None:
    assert verdict_of(aim, points(*values), likely=likely) == verdict


def test_nothing_is_due_of_what_has_no_end() -> None:
    likely = Interval(5000, 5200, 5399)

    assert verdict_of(UP, points(100, 200), likely=likely, has_end=False) == "not_there"
    assert verdict_of(UP, points(100, 6200), likely=None, has_end=False) == "reached"


@given(st.lists(VALUE, min_size=1, max_size=20), VALUE, VALUE)
def test_turning_everything_upside_down_changes_no_verdict(values: list[float], start: float, target: float) -> None:
    rising, falling = Aim("up", start, target), Aim("down", -start, -target)
    upright, turned = points(*values), points(*(-value for value in values))

    assert verdict_of(rising, upright, likely=forecast(upright, on=MARCH)) == verdict_of(
        falling, turned, likely=forecast(turned, on=MARCH)
    )


def test_a_run_in_the_band_ends_where_it_was_left() -> None:
    assert run_in_band(BAND, points(60, 50, 45, 40)) == 3
    assert run_in_band(BAND, points(50, 45, 60)) == 0
    assert run_in_band(BAND, []) == 0


@pytest.mark.parametrize(
    ("on", "passed"), [(APRIL - timedelta(days=9), 0.0), (APRIL, 0.0), (MARCH, 1.0), (MARCH + timedelta(days=9), 1.0)]
)
def test_time_passes_from_nothing_to_all_of_it(on: date, passed: float) -> None:
    assert even_pace(start=APRIL, end=MARCH, on=on) == passed
    assert even_pace(start=APRIL, end=APRIL, on=on) == 1.0
