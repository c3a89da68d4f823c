"""The thread bar: one line from the vision down to here, and where it is broken. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

StepState = Literal["affirmed", "unaffirmed", "missing", "restricted", "here"]
STATES: frozenset[str] = frozenset(get_args(StepState))

WHOLE = 6  # as many steps as can be read side by side on a wide page
KEPT_ABOVE = 2  # the vision and the goal
KEPT_BELOW = 3  # here, and the two steps above it

MINI_WIDTH = 76.0
MINI_MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class Step:
    """One station. Its state says how it hangs on the step above it.

    affirmed: the link holds. unaffirmed: to be re-affirmed. missing: nothing stands here.
    restricted: something stands here that the reader may not see. here: the page being read, whose own link holds;
    for a page whose own link does not hold, use that state and `is_here`.
    """

    kind_label: str
    title: str
    url: str = ""
    state: StepState = "affirmed"
    action_label: str = ""
    action_url: str = ""
    is_here: bool = False

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"A step cannot be {self.state!r}; choose one of {sorted(STATES)}.")

    @property
    def stands_here(self) -> bool:
        return self.is_here or self.state == "here"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the small drawing, from `start` to `end` (pixels), drawn as its state."""

    start: float
    end: float
    state: StepState


@dataclass(frozen=True, slots=True)
class ThreadBar:
    """The bar, ready to be drawn: steps above the fold, folded steps, steps below it, and the small drawing."""

    above: tuple[Step, ...]
    folded: tuple[Step, ...]
    below: tuple[Step, ...]
    steps: tuple[Step, ...]
    segments: tuple[Segment, ...]
    nodes: tuple[tuple[float, bool], ...]  # position in pixels; whether the page stands there

    @property
    def missing(self) -> int:
        return sum(step.state == "missing" for step in self.steps)

    @property
    def unaffirmed(self) -> int:
        return sum(step.state == "unaffirmed" for step in self.steps)

    @property
    def steps_up(self) -> int:
        return len(self.steps) - 1

    @property
    def folded_state(self) -> StepState:
        """Return the worst state among the folded steps, so that folding hides no break."""
        for state in ("missing", "unaffirmed"):
            if any(step.state == state for step in self.folded):
                return state
        return "affirmed"

    @property
    def mend(self) -> Step | None:
        """Return the first step that has an action, so that a phone shows it without unfolding."""
        return next((step for step in self.steps if step.action_url), None)


def draw_thread_bar(steps: Sequence[Step]) -> ThreadBar:
    """Return the bar for steps in order from the vision (first) to here (last).

    More than WHOLE steps fold: the first KEPT_ABOVE and the last KEPT_BELOW stay, the rest open on request.
    The small drawing spreads all stations over MINI_WIDTH pixels; a missing station has no circle.

    Raises:
        ValueError: there is no step.
    """
    if not steps:
        raise ValueError("A thread bar needs at least one step.")
    whole = tuple(steps)
    is_long = len(whole) > WHOLE
    above = whole[:KEPT_ABOVE] if is_long else whole
    folded = whole[KEPT_ABOVE:-KEPT_BELOW] if is_long else ()
    below = whole[-KEPT_BELOW:] if is_long else ()
    gap = (MINI_WIDTH - 2 * MINI_MARGIN) / max(len(whole) - 1, 1)
    places = [round(MINI_MARGIN + gap * index, 1) for index in range(len(whole))]
    segments = tuple(
        Segment(places[index], places[index + 1], _between(whole[index], whole[index + 1]))
        for index in range(len(whole) - 1)
    )
    nodes = tuple(
        (place, step.stands_here) for place, step in zip(places, whole, strict=True) if step.state != "missing"
    )
    return ThreadBar(above, folded, below, whole, segments, nodes)


def _between(upper: Step, lower: Step) -> StepState:
    if "missing" in (upper.state, lower.state):
        return "missing"
    return "unaffirmed" if lower.state == "unaffirmed" else "affirmed"
