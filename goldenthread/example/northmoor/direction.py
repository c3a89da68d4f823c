"""Vision, values and goals of Northmoor: where it is going and how it goes about it. Pure."""

from __future__ import annotations

from goldenthread.example.book import Book
from goldenthread.example.days import Days
from goldenthread.example.northmoor.structure import Structure

VISION = "By 2032, every home we can reach is safer because we were there before the fire."
VISION_BEFORE = "By 2032, every home we can reach is safer because we respond faster than any service in the country."
STORY = (
    "For a hundred years we were judged by how fast we came. We will always come fast. But the fire that takes a life has "
    "usually been burning for longer than it takes to reach it, in a home that nobody had visited, where somebody lived "
    "alone.\n\nSo we will be judged by something harder: the fires that did not happen. It asks more of us, not less. It asks "
    "us to know every street, to knock before we are called, to keep our promises, and to look after each other while we "
    "do it."
)

# Name, meaning, what we see, what we do not see.
VALUES: tuple[tuple[str, str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]], ...] = (
    (
        "We go before we are called",
        "The best rescue is the one nobody needed.",
        (("", "Asks who on this street lives alone"), ("", "Leaves a home safer than it was found")),
        (("", "Waits to be sent"), ("", "Counts visits instead of homes made safe")),
    ),
    (
        "We say what we see",
        "Rank does not make a thing true.",
        (
            ("colleague", "Reports a near miss the same shift"),
            ("colleague", "Asks “what am I not seeing?”"),
            ("junior_manager", "Thanks whoever brings bad news"),
            ("junior_manager", "Tells the next watch what went wrong"),
            ("middle_manager", "Says upward what the crews say"),
            ("middle_manager", "Names a mistake of their own first"),
            ("senior_leader", "Answers hard questions in the open"),
            ("senior_leader", "Says “I was wrong” with a date"),
        ),
        (
            ("colleague", "Lets it go because “it always was so”"),
            ("junior_manager", "Looks for who, before what"),
            ("middle_manager", "Softens it on the way up"),
            ("senior_leader", "Asks who leaked it"),
        ),
    ),
    (
        "We look after our own",
        "Nobody carries a bad job home alone.",
        (("", "Stops for a debrief, however late"), ("", "Asks twice how somebody is")),
        (("", "Jokes it away"), ("", "Sends a tired crew out again")),
    ),
    (
        "We keep our word",
        "A promise to a street is a debt.",
        (("", "Returns on the day that was named"), ("", "Says early when it cannot be done")),
        (("", "Promises to please"), ("", "Leaves a question unanswered for weeks")),
    ),
)

# Title, description, leader, manager, theme, how we will know, what was last said and when.
GOALS: tuple[tuple[str, str, str, str, str, str, str, str], ...] = (
    (
        "A service people are proud to belong to",
        "People who are led well, managed well and safe to speak do the rest of this plan. Everything else hangs from it.",
        "morwenna", "nadia", "People",
        "Four in five would recommend working here, from 61 %\nEvery manager talks alone with each person monthly",
        "on_track", "2026-11-10",
    ),
    (
        "Fewer people hurt by fire at home",
        "We count people, not fires: half of those who are hurt were alone, and most had never met us.",
        "idris", "sunita", "Prevention",
        "Fires at home in ten wards down to 9.5 per 10,000, from 14.2\nNo home on the list waits a year for a visit",
        "at_risk", "2026-11-18",
    ),
    (
        "An engine close enough, day and night",
        "Where prevention fails, minutes matter. A crew that is near, rested and practised.",
        "lowri", "dominic", "Response",
        "First engine within 10 minutes, 80 times in 100\nOn-call engines ready 90 % of hours, from 77 %",
        "on_track", "2026-11-16",
    ),
    (
        "Buildings that are safe to sleep in",
        "Nobody should need to know about fire doors to wake up in the morning.",
        "idris", "gareth", "Protection",
        "All 412 high-risk buildings checked within two years\nEvery serious fault mended or shut in 28 days",
        "on_track", "2026-11-12",
    ),
    (
        "Ready for hotter, drier summers",
        "Moor and heath fires last for days and take crews from the towns. Twice in five years is no longer an exception.",
        "lowri", "", "Future",
        "",
        "", "",
    ),
)  # fmt: skip


def add_direction(book: Book, days: Days, made: Structure) -> dict[str, int]:
    """Add both versions of the vision, the values and the goals. Returns item numbers by reference."""
    items: dict[str, int] = {}
    chief = made.posts["morwenna"]
    tate = made.people["morwenna"]
    adopted = days.moment("2026-03-12 14:00")
    items["VIS-1"] = book.item(
        kind="vision", reference="VIS-1", title="Faster than any", description=VISION_BEFORE, lens="lead",
        owner_post_id=chief, lead_id=tate, state="superseded", made_at=days.moment("2022-04-01"), ended_at=adopted,
        changed_at=adopted, ended_reason="Reworded after 214 comments: being fast is not the point.",
    )  # fmt: skip
    items["VIS-2"] = book.item(
        kind="vision", reference="VIS-2", title="Safer before the fire", description=VISION, lens="lead", owner_post_id=chief,
        lead_id=tate, made_at=days.moment("2026-01-15"), changed_at=adopted, version=2,
        versions=(
            {"version": 1, "at": days.moment("2022-04-01"), "words": VISION_BEFORE, "reason": "First adopted."},
            {"version": 2, "at": adopted, "words": VISION, "reason": "Reworded after 214 comments."},
        ),
    )  # fmt: skip
    book.part("vision", item_id=items["VIS-1"], statement=VISION_BEFORE, story="", horizon_year=2032,
              adopted_on=days.day("2022-04-01"))  # fmt: skip
    book.part("vision", item_id=items["VIS-2"], statement=VISION, story=STORY, horizon_year=2032,
              adopted_on=days.day("2026-03-12"), supersedes_id=items["VIS-1"])  # fmt: skip
    for place, (name, meaning, seen, unseen) in enumerate(VALUES, start=1):
        item = book.item(
            kind="value", reference=f"VAL-{place}", title=name, description=meaning, lens="shared", owner_post_id=chief,
            lead_id=tate, position=place, made_at=adopted,
        )  # fmt: skip
        items[f"VAL-{place}"] = item
        book.part("value", item_id=item, meaning=meaning)
        book.link(item, items["VIS-2"], at=adopted, by=tate)
        for kind, behaviours in (("seen", seen), ("not_seen", unseen)):
            for order, (level, words) in enumerate(behaviours):
                book.add("behaviour", value_id=item, kind=kind, level=level, words=words, position=order)
    for place in range(1, len(GOALS) + 1):
        items[f"GOAL-{place}"] = _goal(book, days, made, place, items["VIS-2"])
    return items


def _goal(book: Book, days: Days, made: Structure, place: int, vision: int) -> int:
    title, description, leader, manager, theme, know, said, said_on = GOALS[place - 1]
    adopted = days.moment("2026-03-04" if place == 5 else "2026-03-12 14:00")
    reworded = days.moment("2026-11-12 11:40")
    versions: tuple[dict[str, object], ...] = ()
    if place == 2:
        versions = (
            {"version": 1, "at": adopted, "title": "Fewer fires at home", "reason": ""},
            {"version": 2, "at": reworded, "reason": "A fire nobody is hurt by is not the same as a life."},
        )
    item = book.item(
        kind="goal", reference=f"GOAL-{place}", title=title, description=description, lens="shared",
        owner_post_id=made.posts[leader], lead_id=made.people[leader], position=place, made_at=adopted,
        changed_at=reworded if place == 2 else adopted, version=2 if place == 2 else 1, said=said,
        said_at=days.moment(said_on) if said_on else None, rhythm_days=None if place == 5 else 35, versions=versions,
        starts_on=days.day("2026-04-01"),
    )  # fmt: skip
    book.part("goal", item_id=item, how_we_will_know=know, theme=theme,
              manager_post_id=made.posts[manager] if manager else None)  # fmt: skip
    book.link(item, vision, at=adopted, by=made.people[leader])
    return item
