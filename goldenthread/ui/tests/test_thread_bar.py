"""The thread bar: where the line is whole, where it waits, where it is broken, and that folding hides no break."""

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.ui.thread_bar import KEPT_ABOVE, KEPT_BELOW, STATES, WHOLE, Step, draw_thread_bar

steps_of_any_length = st.lists(
    st.builds(Step, kind_label=st.just("Goal"), title=st.text(max_size=5), state=st.sampled_from(sorted(STATES))),
    min_size=1,
    max_size=20,
)
VISION = Step("Vision 2032", "Safer before the fire", "/vision/")
HERE = Step("Task", "Visit Calder Street", state="here")
GAP = Step("No goal", "Nothing says what this serves", "", "missing", "Connect this task", "/connect/")
FRAYED = Step("OBJ-126", "Fit linked alarms", "/obj/", "unaffirmed", "Re-affirm the link", "/affirm/")
HIDDEN = Step("Objective", "Something restricted", state="restricted")


def drawn(*steps: Step) -> str:
    return str(engines["django"].from_string("{% load ui %}{% thread_bar steps=steps %}").render({"steps": steps}))


@given(steps_of_any_length)
def test_every_step_is_drawn_once_and_in_order(steps: list[Step]) -> None:
    bar = draw_thread_bar(steps)

    assert [*bar.above, *bar.folded, *bar.below] == steps
    assert len(bar.segments) == len(steps) - 1


@given(steps_of_any_length)
def test_folding_hides_no_break(steps: list[Step]) -> None:
    bar = draw_thread_bar(steps)

    if any(step.state == "missing" for step in bar.folded):
        assert bar.folded_state == "missing"
    elif any(step.state == "unaffirmed" for step in bar.folded):
        assert bar.folded_state == "unaffirmed"


@given(steps_of_any_length)
def test_the_small_drawing_stays_inside_its_width(steps: list[Step]) -> None:
    bar = draw_thread_bar(steps)

    assert all(0 < place < 76 for place, _here in bar.nodes)
    assert all(piece.start < piece.end for piece in bar.segments)


def test_up_to_six_steps_stand_side_by_side() -> None:
    assert not draw_thread_bar([VISION] * (WHOLE - 1) + [HERE]).folded


def test_a_seventh_step_folds_the_middle() -> None:
    bar = draw_thread_bar([VISION] * WHOLE + [HERE])

    assert len(bar.above) == KEPT_ABOVE
    assert len(bar.below) == KEPT_BELOW
    assert len(bar.folded) == WHOLE + 1 - KEPT_ABOVE - KEPT_BELOW


def test_a_thread_needs_a_step() -> None:
    with pytest.raises(ValueError, match="at least one"):
        draw_thread_bar([])


def test_an_unknown_state_raises() -> None:
    with pytest.raises(ValueError, match="choose one of"):
        Step("Goal", "Fewer fires", state="fine")  # type: ignore[arg-type]  # that is what is tested


def test_no_steps_draw_nothing() -> None:
    assert drawn() == ""


def test_a_whole_thread_says_how_far_it_is() -> None:
    html = drawn(VISION, Step("Goal 2", "Fewer people hurt", "/goal/"), HERE)

    assert "2 steps up to the vision" in html
    assert "tstep--missing" not in html
    assert "tstep--unaffirmed" not in html


def test_a_break_is_said_and_mended_where_it_is() -> None:
    html = drawn(VISION, GAP, HERE)

    assert "The thread is broken here" in html
    assert "tstep--missing" in html
    assert "branch-stroke--gap" in html
    assert html.count('href="/connect/"') == 3  # across, down, and on a phone before it is unfolded


def test_a_link_to_re_affirm_is_dashed_and_named() -> None:
    html = drawn(VISION, FRAYED, HERE)

    assert "One link to re-affirm" in html
    assert 'stroke-dasharray="4 3"' in html
    assert "link to be re-affirmed" in html


def test_a_restricted_step_is_told_but_leads_nowhere() -> None:
    html = drawn(VISION, HIDDEN, HERE)

    assert "Something restricted" in html
    assert "#lock" in html
    assert "tstep--missing" not in html


def test_where_one_stands_is_marked_and_is_no_link() -> None:
    html = drawn(VISION, Step("Task", "Visit Calder Street", "/task/", "here"))

    assert 'aria-current="step"' in html
    assert 'href="/task/"' not in html


def test_the_page_of_a_frayed_item_is_both_here_and_unaffirmed() -> None:
    html = drawn(VISION, Step("OBJ-126", "Fit alarms", state="unaffirmed", is_here=True))

    assert "tstep--unaffirmed tstep--here" in html


def test_the_vision_stands_alone_on_a_phone_too() -> None:
    html = drawn(Step("Vision 2032", "Safer before the fire", state="here"))

    assert "threadbar--one" in html
    assert "threadbar__fold" not in html
