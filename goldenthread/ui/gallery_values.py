"""The values that the gallery shows: an invented fire service, so that every component has something true to say."""

from datetime import date, datetime
from itertools import pairwise

from goldenthread.ui.charts.key_result import Forecast, KeyResultChart, draw_key_result
from goldenthread.ui.charts.load import Week
from goldenthread.ui.charts.series import Level, Point
from goldenthread.ui.shell import NavLink
from goldenthread.ui.tabs import Tab
from goldenthread.ui.thread_bar import Step

VISION = Step("Vision 2032", "Safer before the fire", "/ui/#thread")
GOAL = Step("Goal 2", "Fewer people hurt by fire at home", "/ui/#thread")
STANDING = Step("OBJ-104, standing", "Prevent fire in the homes most at risk", "/ui/#thread")
CHANGE = Step("OBJ-121, change", "Halve fire casualties in ten wards", "/ui/#thread")
HERE = Step("OBJ-142, change", "Visit the 6,000 homes most at risk", state="here")

WHOLE = (VISION, GOAL, STANDING, CHANGE, HERE)
UNAFFIRMED = (
    VISION,
    Step("Goal 2, reworded 12 Nov", "Fewer people hurt by fire at home", "/ui/#thread"),
    Step(
        "OBJ-126, change",
        "Fit linked alarms in sheltered housing",
        "/ui/#thread",
        "unaffirmed",
        "Re-affirm the link",
        "/ui/#thread",
    ),
    Step("Task", "Order 200 alarm heads", state="here"),
)
BROKEN = (
    VISION,
    Step(
        "No goal or objective",
        "Nothing says what this serves",
        state="missing",
        action_label="Connect this objective",
        action_url="/ui/#thread",
    ),
    Step("OBJ-133, change", "Replace the mobile data terminals", state="here"),
)
RESTRICTED = (
    VISION,
    GOAL,
    Step("Objective", "Something restricted", state="restricted"),
    Step("Task", "Prepare the watch room for the visit", state="here"),
)
LONG = (
    VISION,
    GOAL,
    STANDING,
    CHANGE,
    Step(
        "OBJ-130, change",
        "Reach every home on the list by March",
        "/ui/#thread",
        "unaffirmed",
        "Re-affirm the link",
        "/ui/#thread",
    ),
    Step("OBJ-142, change", "Visit the 6,000 homes most at risk", "/ui/#thread"),
    Step("PLAN-31", "Home visits in the north valleys", "/ui/#thread"),
    Step("Task", "Visit Calder Street, six homes", state="here"),
)

FIRES = (29, 26, 31, 24, 28, 27, 33, 25, 28, 30, 26, 27, 28, 25, 29, 24, 22, 21, 23, 20, 22, 19, 21, 20)
MONTH_NAMES = ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")
BETTER_FROM = 15

VISITS = (0, 310, 690, 1150, 1590, 1980, 2430, 2870)
RATE = (14.2, 13.9, 13.7, 13.0, 12.6, 12.2, 11.9, 11.6)
MINUTES = (58.0, 54.0, 51.0, 49.0, 46.0, 48.0, 45.0, 47.0)

START, END = date(2026, 4, 1), date(2027, 3, 31)


def _monthly(values: tuple[float, ...]) -> list[tuple[date, float]]:
    return [(date(2026, 4 + index, 1), value) for index, value in enumerate(values)]


def key_results() -> dict[str, KeyResultChart]:
    """Return a rising, a falling and an in-band key result, and one without a reading."""
    return {
        "rising": draw_key_result(
            points=_monthly(VISITS),
            start=START,
            end=END,
            start_value=0,
            target=6000,
            forecast=Forecast(4950, 5310, 5680),
        ),
        "falling": draw_key_result(
            points=_monthly(RATE),
            start=START,
            end=END,
            start_value=14.2,
            target=9.5,
            forecast=Forecast(9.0, 9.7, 10.5),
        ),
        "band": draw_key_result(
            points=_monthly(MINUTES), start=START, end=END, start_value=None, target=None, band=(35, 55)
        ),
        "empty": draw_key_result(points=(), start=START, end=END, start_value=180, target=320),
    }


def fires() -> tuple[list[Point], list[Level]]:
    """Return 24 months of fires with the limits of their first year (mean ± 2.66 × mean moving range)."""
    points = [
        Point(MONTH_NAMES[index % 12], float(value), "improve" if index >= BETTER_FROM else "")
        for index, value in enumerate(FIRES)
    ]
    first = FIRES[:12]
    mean = sum(first) / 12
    spread = 2.66 * sum(abs(a - b) for a, b in pairwise(first)) / 11
    levels = [
        Level(mean + spread, f"upper {mean + spread:.0f}", "limit"),
        Level(mean, f"average {mean:.0f}", "mean", is_strong=True),
        Level(mean - spread, f"lower {mean - spread:.0f}", "limit"),
    ]
    return points, levels


def _weeks(planned_hours: tuple[int, ...], available_hours: int) -> list[Week]:
    return [
        Week(hours * 60, 0 if index == 5 else available_hours * 60, is_shut=index == 5)
        for index, hours in enumerate(planned_hours)
    ]


def gallery_values() -> dict[str, object]:
    """Return everything that the gallery's template asks for, except its form and its page of a list."""
    points, levels = fires()
    return {
        "whole": WHOLE,
        "unaffirmed": UNAFFIRMED,
        "broken": BROKEN,
        "restricted": RESTRICTED,
        "long": LONG,
        "alone": (Step("Vision 2032", "Safer before the fire", state="here"),),
        "tabs": (
            Tab("Overview", "/ui/#tabs", is_current=True),
            Tab("Plans", "/ui/#tabs", 3),
            Tab("Check-ins", "/ui/#tabs", 7),
            Tab("People", "/ui/#tabs", 1096),
            Tab("History", "/ui/#tabs"),
        ),
        "crumbs": (
            NavLink("Northmoor", "/ui/#tabs"),
            NavLink("Prevention", "/ui/#tabs"),
            NavLink("Red Watch", "/ui/#tabs", is_current=True),
        ),
        "kinds": (("standing", "Standing"), ("change", "Change"), ("development", "Development")),
        "spark": FIRES,
        "fires": points,
        "fire_levels": levels,
        "key_results": key_results(),
        "week_names": ("23 Nov", "30 Nov", "7 Dec", "14 Dec", "21 Dec", "28 Dec", "4 Jan", "11 Jan"),
        "fits": _weeks((11, 12, 10, 9, 4, 0, 10, 9), 12),
        "over": _weeks((19, 20, 18, 12, 6, 0, 14, 14), 16),
        "most_minutes": 20 * 60,
        "today": date(2026, 11, 24),
        "asked": date(2026, 11, 20),
        "quiet_from": date(2026, 10, 27),
        "moment": datetime(2026, 11, 18, 16, 20),  # noqa: DTZ001  a specimen, in nobody's time zone
        "minutes": 335,
        "thousands": 1_234_567,
    }
