"""Tasks written by hand: those on the pages. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A task: `who` is a key of the cast (or `post:key`, or empty: nobody), `serves` a reference; minutes and days as written."""

    title: str
    who: str
    serves: str
    minutes: int
    due: str = ""
    planned: str = ""
    clock: str = ""
    lens: str = "manage"
    asked_by: str = ""
    made: str = "2026-11-10"
    starts: str = ""
    done: str = ""
    doing: float = 0.0
    notes: str = ""
    parts: tuple[str, ...] = ()


TODAY = "2026-11-24"

TOBIAS: tuple[Written, ...] = (
    Written("Take over the watch: handover and appliance checks", "tobias", "OBJ-101", 30, TODAY, TODAY, "09:00",
            parts=("Read the handover book", "Walk round both pumps", "Test radios", "Check breathing sets", "Ladders and lines",
                   "Water and foam", "Casualty-care bags", "Fuel and lights", "Tell Control we are ready")),
    Written("Visit six homes in Calder Street with the Blue 2 crew", "tobias", "PLAN-31", 180, TODAY, TODAY, "10:00",
            notes="With Wren Hathersage and three others.", parts=("No. 4", "No. 9", "No. 11", "No. 17", "No. 22, upstairs", "No. 30")),
    Written("Debrief last week’s visits: what did people tell us?", "tobias", "OBJ-151", 30, TODAY, TODAY, "13:30", "lead"),
    Written("Sign off October’s breathing-apparatus records", "tobias", "OBJ-118", 20, "2026-11-20", TODAY, asked_by="vesna"),
    Written("Answer Callum’s idea: a text message the day before a visit", "tobias", "OBJ-112", 15, "2026-11-26", TODAY, lens="lead",
            asked_by="callum", made="2026-11-16", notes="Idea raised on 16 November."),
    Written("Clear and label the drill-yard store", "tobias", "", 60, "", TODAY, asked_by="ailsa", made="2026-11-19"),
)  # fmt: skip

RED_WATCH: tuple[Written, ...] = (
    Written("Paint the gym wall", "piotr", "", 240, "2026-12-08", made="2026-11-02"),
    Written("Count uniforms for the central list", "callum", "", 90, "2026-12-02", asked_by="ailsa", made="2026-11-17"),
    Written("Photographs for the station’s wall of fame", "nia", "", 150, "2026-12-14", made="2026-10-28"),
    Written("Night exercise at the cold store: prepare and lead", "wren", "HB-R:programme", 540, "2026-12-04", made="2026-11-03"),
    Written("Night exercise on the canal: prepare and lead", "wren", "HB-R:programme", 600, "2026-12-11", made="2026-11-03"),
    Written("List homes for the second round", "wren", "PLAN-31", 420, "2026-12-09", made="2026-11-12"),
    Written("Tell Upper Lathe which homes are theirs", "wren", "PLAN-31", 90, "2026-11-25", TODAY, "15:00", made="2026-11-20"),
    Written("Visit Calder Street with the watch", "nia", "PLAN-31", 180, TODAY, TODAY, "10:00", made="2026-11-18"),
    Written("Weekly check of the first pump", "nia", "HB-R:drills", 45, TODAY, TODAY, "09:30", made="2026-11-17"),
    Written("Ring three homes that asked for another time", "nia", "HB-R:visits", 30, "2026-11-25", TODAY, made="2026-11-20"),
    Written("Online module: hearing a mayday", "nia", "OBJ-117", 60, "2026-11-27", TODAY, lens="shared", made="2026-11-02"),
)  # fmt: skip

PLANS: tuple[Written, ...] = (
    Written("Visit Upper Lathe, eight homes", "marit", "PLAN-31", 240, "2026-11-27", "2026-11-27", "10:00", made="2026-11-18",
            notes="A crew of four from Blue Watch."),
    Written("Return to eleven homes where nobody answered", "", "PLAN-31", 300, "2026-11-30", made="2026-11-20"),
    Written("Agree the syllabus with the Health Trust", "petra", "PLAN-37", 1800, "2026-09-18", starts="2026-09-07", done="2026-09-18", made="2026-08-24"),
    Written("Train six trainers", "nadia", "PLAN-37", 5760, "2026-10-02", starts="2026-09-21", done="2026-10-02", made="2026-08-24"),
    Written("Course 1, Harrow Bridge, 24 places", "marit", "PLAN-37", 7200, "2026-10-23", starts="2026-10-12", done="2026-10-23", made="2026-08-24"),
    Written("Course 2, Upper Lathe, 27 places", "fenn", "PLAN-37", 7920, "2026-11-13", starts="2026-10-26", done="2026-11-13", made="2026-08-24"),
    Written("Course 3, Pendry, 24 places", "jess", "PLAN-37", 7680, "2026-12-04", starts="2026-11-16", doing=0.4, made="2026-08-24"),
    Written("Course 4, north valleys evenings, 20 places", "fenn", "PLAN-37", 6960, "2026-12-22", starts="2026-12-07", made="2026-08-24"),
    Written("Book the training house for spring", "wren", "PLAN-37", 360, "2026-11-27", starts="2026-11-23", made="2026-08-24"),
    Written("Agree the February rota with Response", "dominic", "PLAN-37", 1080, "2026-12-18", starts="2026-11-30", made="2026-08-24"),
    Written("Course 5, Ashdale, 24 places", "rhodri", "PLAN-37", 7440, "2027-01-22", starts="2027-01-04", made="2026-08-24"),
    Written("Supervised visits, courses 3 and 4", "marit", "PLAN-37", 5280, "2027-01-29", starts="2027-01-04", made="2026-08-24"),
    Written("Course 6, coast evenings, 21 places", "amina", "PLAN-37", 7080, "2027-02-19", starts="2027-01-25", made="2026-08-24"),
    Written("Write the refresher for year two", "petra", "PLAN-37", 1440, "2027-02-26", starts="2027-02-01", made="2026-08-24"),
    Written("Supervised visits, courses 5 and 6", "bron", "PLAN-37", 5400, "2027-03-19", starts="2027-02-22", made="2026-08-24"),
    Written("Assess all 89 and record them as qualified", "", "PLAN-37", 8040, "2027-04-23", starts="2027-03-22", made="2026-08-24",
            notes="Needs two assessors."),
    Written("Name a stand-in for the Head of Fleet", "lowri", "OBJ-109", 45, "2026-11-20", TODAY, lens="lead", made="2026-11-02"),
    Written("Review of breathing-apparatus records policy", "post:fleet", "OBJ-118", 180, "2026-09-30", made="2026-08-10"),
    Written("Say thank you to Upper Lathe for the flood nights", "morwenna", "GOAL-1", 30, TODAY, TODAY, "11:00", lens="lead"),
    Written("Answer the Authority: why a goal without a manager?", "morwenna", "GOAL-1", 60, "2026-11-27", TODAY, "14:00", lens="lead"),
    Written("Board: figures of the ten wards", "morwenna", "GOAL-2", 90, "2026-12-01", TODAY, lens="shared"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Places:
    """The same task for the first so many people of some units."""

    units: tuple[str, ...]
    number: int
    title: str
    minutes: int
    due: str
    starts: str


PLACES: tuple[Places, ...] = (
    Places(("PE-G", "PE-W", "AS-G"), 24, "Course 3 at Pendry: the last two days and a supervised visit", 690, "2026-12-04", "2026-11-16"),
    Places(("AS-W",), 5, "Make up the day that was missed on course 2", 480, "2026-12-11", "2026-12-08"),
)  # fmt: skip

ALL = (*TOBIAS, *RED_WATCH, *PLANS)
