"""What people said: check-ins, comments, who watches what, and the trail of the item that the pages show. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from goldenthread.example.book import Book, Row
from goldenthread.example.chance import Chance
from goldenthread.example.days import Days
from goldenthread.example.northmoor.structure import Structure

# Item, day and time, who, state, confidence, words.
CHECK_INS: tuple[tuple[str, str, str, str, int, str], ...] = (
    ("OBJ-142", "2026-11-18 16:20", "sunita", "at_risk", 5,
     "Visits are going well where crews have time. On-call crews in the north valleys lost 210 hours to flooding last month. I have "
     "asked Response for two evening crews until January; without them we finish near 4,300."),
    ("OBJ-142", "2026-10-27 15:05", "sunita", "at_risk", 6,
     "Referrals from the Health Trust doubled after the district nurses’ briefing. Two courses were cancelled, so fewer crews can go alone."),
    ("OBJ-142", "2026-09-29 11:30", "sunita", "on_track", 6, "Holidays slowed August. We keep the target."),
    ("OBJ-142", "2026-08-28 14:00", "sunita", "on_track", 7, "The list from the Trust arrived; 400 homes we had never heard of."),
    ("OBJ-142", "2026-07-30 10:10", "sunita", "on_track", 8, "Red and Blue Watch have found a rhythm: Tuesdays and Thursdays."),
    ("OBJ-142", "2026-06-29 16:45", "sunita", "on_track", 8, "Visits take longer than planned, and that is right: people talk."),
    ("OBJ-142", "2026-05-28 09:20", "sunita", "on_track", 8, "Begun in three wards. Doors open when somebody they know knocks."),
    ("PLAN-37", "2026-11-20 10:15", "nadia", "off_track", 3,
     "As planned it ends on 23 April, 17 working days late. Six trainers limit it until February, then two assessors."),
    ("PLAN-31", "2026-11-17 10:15", "wren", "at_risk", 5, "Floods took two weeks. We know which homes, and we know whose."),
    ("OBJ-126", "2026-11-16 16:20", "tobias", "on_track", 7, "Thirty-one schemes of forty-eight. The wardens make the difference."),
    ("OBJ-151", "2026-11-15 16:20", "ailsa", "on_track", 6, "Fourteen of twenty-six watches held one. The good ones ask, and then wait."),
    ("OBJ-118", "2026-11-13 16:20", "vesna", "at_risk", 5, "Last month’s records are late at four stations. Sets are checked; signatures are missing."),
    ("GOAL-2", "2026-11-18 17:00", "idris", "at_risk", 6, "Fires fall as planned. Visits run behind, and trainers are why."),
    ("GOAL-3", "2026-11-16 17:00", "lowri", "on_track", 7, "The new contract holds: on-call engines stand at 86 in 100."),
)  # fmt: skip

COMMENTS: tuple[tuple[str, str, str, str], ...] = (
    ("OBJ-142", "2026-11-19 09:12", "petra", "The nurses ask whether we can ring the day before. Callum has the same idea."),
    ("OBJ-142", "2026-11-19 10:40", "wren", "We could start that in Calder Street on Tuesday. @Tobias Nwosu, shall we?"),
    ("OBJ-142", "2026-11-19 13:05", "tobias", "Yes. I will answer Callum by Thursday, and thank him."),
    ("OBJ-151", "2026-11-16 08:30", "marit", "Ours took twenty minutes and changed how we knock. Worth it."),
    ("OBJ-118", "2026-11-14 12:20", "ruth", "Four books are in the drying room at Pendry. I shall fetch them on Monday."),
    ("GOAL-5", "2026-10-02 18:15", "rhodri", "We were out for nine days in July. Who plans for the next one?"),
    ("PLAN-37", "2026-11-20 14:02", "jess", "Course 3 is half empty on Fridays. Could the on-call crews take those places?"),
)  # fmt: skip

WATCHES: tuple[tuple[str, str], ...] = (
    ("OBJ-142", "idris"), ("OBJ-142", "wren"), ("OBJ-142", "tobias"), ("GOAL-2", "sunita"), ("GOAL-5", "morwenna"),
    ("PLAN-37", "sunita"), ("OBJ-118", "tobias"), ("OBJ-103", "fenn"),
)  # fmt: skip

# Day and time, who, action, item, changes, reason.
TRAIL: tuple[tuple[str, str, str, str, Row, str], ...] = (
    ("2026-09-03 14:12", "sunita", "objective.change", "OBJ-142",
     {"key result 3": ["under 45 minutes", "a band of 35 to 55 minutes"]}, "Short visits missed what people needed."),
    ("2026-11-12 11:40", "idris", "goal.reword", "GOAL-2", {"title": ["Fewer fires at home", "Fewer people hurt by fire at home"]},
     "A fire nobody is hurt by is not the same as a life."),
    ("2026-11-13 09:05", "sunita", "link.affirm", "OBJ-142", {"affirmed": [None, "OBJ-121, version 3"]}, ""),
    ("2026-11-18 16:20", "sunita", "item.check_in", "OBJ-142", {"said": ["at_risk", "at_risk"]}, ""),
    ("2026-11-20 10:15", "nadia", "item.check_in", "PLAN-37", {"said": ["at_risk", "off_track"]}, ""),
    ("2026-11-17 10:15", "wren", "item.check_in", "PLAN-31", {"said": ["on_track", "at_risk"]}, ""),
    ("2026-11-16 16:20", "tobias", "item.check_in", "OBJ-126", {"said": ["on_track", "on_track"]}, ""),
    ("2026-11-15 16:20", "ailsa", "item.check_in", "OBJ-151", {"said": ["on_track", "on_track"]}, ""),
    ("2026-11-13 16:20", "vesna", "item.check_in", "OBJ-118", {"said": ["on_track", "at_risk"]}, ""),
    ("2026-03-12 14:00", "morwenna", "vision.adopt", "VIS-2", {}, "Reworded after 214 comments."),
)  # fmt: skip

SHORT = {
    "on_track": (
        "As planned.",
        "On time, and people say it helps.",
        "Going well; nothing to ask for.",
        "Quiet and steady.",
    ),
    "at_risk": (
        "A week behind; I have asked for help.",
        "Leave and floods came together.",
        "We can still make it, with luck.",
    ),
    "off_track": ("It will not be done in time. I propose a new date.", "Two people short since summer."),
}


def add_talk(book: Book, days: Days, made: Structure, items: dict[str, int]) -> None:
    """Add what was said by hand, then a few short check-ins for everything else that is alive."""
    chance = Chance("northmoor talk")
    spoken = set()
    for reference, at, who, said, confidence, words in CHECK_INS:
        spoken.add(items[reference])
        book.add("check_in", item_id=items[reference], by_id=made.people[who], at=days.moment(at), said=said,
                 confidence=confidence, words=words)  # fmt: skip
    for item in book.rows["item"]:
        said_at = item.get("said_at")
        if item["id"] in spoken or not isinstance(said_at, datetime) or not item.get("lead_id"):
            continue
        for back in range(chance.between(2, 5)):
            said = str(item["said"]) if back == 0 else "on_track"
            book.add(
                "check_in", item_id=item["id"], by_id=item["lead_id"], at=said_at - timedelta(days=28 * back), said=said,
                confidence=item.get("confidence") if back == 0 else chance.between(5, 8), words=chance.one_of(SHORT[said]),
            )  # fmt: skip
    for reference, at, who, words in COMMENTS:
        book.add("comment", item_id=items[reference], by_id=made.people[who], at=days.moment(at), words=words)
    for reference, who in WATCHES:
        book.add("watch", item_id=items[reference], person_id=made.people[who], since=days.moment("2026-04-02"))
    for at, who, action, reference, changes, reason in TRAIL:
        item = book.get("item", items[reference])
        book.add(
            "trail", at=days.moment(at), person_number=made.people[who], person_name=book.get("person", made.people[who])["name"],
            action=action, subject_kind="item", subject_number=items[reference],
            subject_label=f"{reference} {item['title']}", changes=changes, reason=reason,
            is_material=action in {"goal.reword", "vision.adopt"},
        )  # fmt: skip
