"""Charts as numbers: round ticks, places inside the drawing, broken lines where values are missing."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.template import engines
from hypothesis import assume, given
from hypothesis import strategies as st

from goldenthread.ui.charts.key_result import HEIGHT, RIGHT, Forecast, KeyResultChart, draw_key_result
from goldenthread.ui.charts.load import FLOOR, Week, draw_load
from goldenthread.ui.charts.scale import Scale, bounds, ticks
from goldenthread.ui.charts.series import Level, Point, draw_series
from goldenthread.ui.charts.spark import draw_spark
from goldenthread.ui.charts.whisker import WIDTH, draw_whisker

figures = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False).map(lambda value: round(value, 3))
START, END = date(2026, 4, 1), date(2027, 3, 31)


def drawn(source: str, **values: object) -> str:
    return str(engines["django"].from_string("{% load ui %}" + source).render(values))


@given(figures, figures)
def test_ticks_hold_what_they_measure_and_are_evenly_apart(low: float, high: float) -> None:
    assume(high - low > 0.01)
    marks = ticks(low, high)
    steps = [second - first for first, second in pairwise(marks)]

    assert marks[0] <= low + 1e-6
    assert marks[-1] >= high - 1e-6
    assert 2 <= len(marks) <= 7
    assert steps == pytest.approx([steps[0]] * len(steps))


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [(17, 39, (10, 20, 30, 40)), (0, 1, (0, 0.5, 1)), (0, 6000, (0, 2000, 4000, 6000)), (-3, 3, (-4, -2, 0, 2, 4))],
)
def test_ticks_are_round(low: float, high: float, marks: tuple[float, ...]) -> None:
    assert ticks(low, high, at_most=4) == marks


@pytest.mark.parametrize(("low", "high"), [(1, 1), (2, 1)])
def test_an_empty_range_has_no_ticks(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="low below high"):
        ticks(low, high)
    with pytest.raises(ValueError, match="low below high"):
        Scale(low, high, 0, 1)


@given(st.lists(figures, max_size=20))
def test_bounds_hold_every_value_with_room(values: list[float]) -> None:
    low, high = bounds(values)

    assert low < high
    assert all(low < value < high for value in values)


@given(st.lists(st.tuples(st.integers(-30, 400), figures), max_size=15), figures, figures)
def test_a_key_result_stays_inside_its_drawing(
    readings: list[tuple[int, float]], start_value: float, target: float
) -> None:
    points = [(START + timedelta(days=days), value) for days, value in sorted(readings)]
    chart = draw_key_result(points=points, start=START, end=END, start_value=start_value, target=target)
    numbers = [float(text) for text in re.findall(r"-?\d+(?:\.\d+)?", chart.line + chart.pace)]

    assert all(0 <= x <= RIGHT for x in numbers[::2])
    assert all(0 <= y <= HEIGHT for y in numbers[1::2])


def test_a_falling_key_result_falls_in_the_drawing() -> None:
    chart = draw_key_result(
        points=[(START, 14.2), (date(2026, 11, 1), 11.6)], start=START, end=END, start_value=14.2, target=9.5
    )

    assert chart.now is not None
    assert chart.now[1] < chart.aims[0].y  # higher on the page, for the figure is still above its target


def test_a_band_is_drawn_between_its_two_lines() -> None:
    chart = draw_key_result(
        points=[(START, 47.0)], start=START, end=END, start_value=None, target=None, band=(35.0, 55.0)
    )

    assert [aim.value for aim in chart.aims] == [55.0, 35.0]
    assert chart.band_y == chart.aims[0].y
    assert chart.band_height == pytest.approx(chart.aims[1].y - chart.aims[0].y, abs=0.11)
    assert not chart.pace
    assert not chart.line  # one reading is a point


def test_words_of_close_lines_do_not_touch() -> None:
    chart = draw_key_result(
        points=[(START, 500.0)], start=START, end=END, start_value=None, target=None, band=(35.0, 36.0)
    )

    assert chart.aims[1].words_y - chart.aims[0].words_y >= 12


def test_a_forecast_is_a_whisker_at_the_end() -> None:
    chart = draw_key_result(
        points=[], start=START, end=END, start_value=0, target=6000, forecast=Forecast(4950, 5310, 5680)
    )

    assert chart.whisker.startswith("M194 ")
    assert chart.middle_y is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": END, "end": START},
        {"target": 3.0, "band": (1.0, 2.0)},
        {"target": None, "band": (2.0, 1.0)},
    ],
)
def test_a_key_result_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    given_values: dict[str, object] = {"start": START, "end": END, "target": 3.0, "band": None} | wrong

    with pytest.raises(ValueError, match=r"key result|band"):
        draw_key_result(points=[], start_value=None, **given_values)  # type: ignore[arg-type]  # wrong on purpose


def test_a_missing_value_breaks_the_line() -> None:
    chart = draw_series([Point("a", 1.0), Point("b", None), Point("c", 2.0), Point("d", 3.0)])

    assert chart.line.count("M") == 2
    assert len(chart.dots) == 3


@given(st.lists(st.one_of(st.none(), figures), min_size=1, max_size=40))
def test_a_series_stays_inside_its_drawing(values: list[float | None]) -> None:
    assume(any(value is not None for value in values))
    points = [Point(str(index), value) for index, value in enumerate(values)]
    wide, phone = draw_series(points), draw_series(points, is_phone=True)

    for chart in (wide, phone):
        assert all(0 < dot.x <= chart.width and 0 < dot.y < chart.height for dot in chart.dots)
    assert len(wide.names) <= 9
    assert len(phone.names) <= 4


def test_a_series_without_values_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one value"):
        draw_series([Point("a", None)])


def test_worse_points_are_square_as_well_as_coloured() -> None:
    html = drawn("{% series_chart points=points label='x' %}", points=[Point("a", 1.0, "concern"), Point("b", 2.0)])

    assert '<rect class="c-dot c-dot--concern"' in html


def test_levels_keep_their_words_apart() -> None:
    chart = draw_series([Point("a", 1.0), Point("b", 99.0)], levels=[Level(50, "target"), Level(50.5, "average")])
    places = [level.words_y for level in chart.levels]

    assert places[1] - places[0] >= 14


@given(st.lists(st.one_of(st.none(), figures), max_size=30))
def test_a_small_line_stays_inside_and_ends_at_the_last_value(values: list[float | None]) -> None:
    spark = draw_spark(values)
    numbers = [float(text) for text in re.findall(r"\d+(?:\.\d+)?", spark.line)]

    assert all(0 < x < 96 for x in numbers[::2])
    assert all(0 < y < 24 for y in numbers[1::2])
    assert (spark.last is None) == (not [value for value in values if value is not None])
    assert spark.last is None or spark.last == (numbers[-2], numbers[-1])


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_week_is_what_fits_and_what_stands_above(planned: int, available: int) -> None:
    week = draw_load([Week(planned, available)], most_minutes=10_000)[0]

    assert week.bar_y + week.bar_height == pytest.approx(FLOOR, abs=0.11)
    assert (week.over_hours > 0) == (planned > available)
    assert 0 < week.words_y + 3 <= FLOOR + 0.1


def test_a_load_beyond_its_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="hold every week"):
        draw_load([Week(120, 60)], most_minutes=60)


def test_an_interval_ends_at_the_edge_of_its_scale() -> None:
    whisker = draw_whisker(low=-20, middle=10, high=130, reference=None, scale_low=0, scale_high=100)

    assert (whisker.low, whisker.high) == (0, WIDTH)


def test_an_interval_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="in order"):
        draw_whisker(low=3, middle=2, high=4, reference=None, scale_low=0, scale_high=100)


@pytest.mark.parametrize(("part", "whole", "width"), [(1, 4, "25%"), (5, 4, "100%"), (-1, 4, "0%"), (1, 0, "0%")])
def test_a_share_is_never_more_than_the_whole(part: float, whole: float, width: str) -> None:
    assert f'width="{width}"' in drawn("{% share_bar part=part whole=whole %}", part=part, whole=whole)


def test_a_chart_says_what_it_shows() -> None:
    chart: KeyResultChart = draw_key_result(points=[], start=START, end=END, start_value=0, target=10)
    html = drawn("{% key_result_chart chart=chart label='From 0 to 10' %}", chart=chart)

    assert 'role="img" aria-label="From 0 to 10"' in html
    assert "Apr" in html
    assert "Mar" in html
