"""Plans of Northmoor: those on the pages, and the winter programme of each watch and station. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from goldenthread.example.book import Book
from goldenthread.example.chance import Chance
from goldenthread.example.days import Days
from goldenthread.example.northmoor.structure import Structure
from goldenthread.example.northmoor.units import ON_CALL, WATCHES, WHOLETIME


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan: what it serves by reference, its leader (key of the cast), what was last said (state day confidence)."""

    number: int
    title: str
    up: str
    lead: str
    said: str
    ends: str = "2027-03-31"
    starts: str = "2026-09-01"
    budget: int | None = None
    purpose: str = ""
    rhythm: int = 28


PLANS: tuple[PlanText, ...] = (
    PlanText(31, "Home visits in the north valleys", "OBJ-142", "wren", "at_risk 2026-11-17 5", starts="2026-10-01",
             purpose="Before the hard frosts, knock at every door on the list between Upper Lathe and Fell Top.", budget=8600),
    PlanText(34, "Referrals with Northmoor Health Trust", "OBJ-142", "petra", "on_track 2026-11-16 8",
             purpose="District nurses know who is most at risk. Their word reaches us within a day."),
    PlanText(37, "Train 140 firefighters in Safe and Well visits", "OBJ-142", "nadia", "off_track 2026-11-20 3", budget=41300,
             purpose="So that a crew need not wait for a specialist."),
    PlanText(12, "Equipment checks, the Harrow Bridge way", "HB:ready", "ailsa", "at_risk 2026-11-12 5", starts="2026-05-04"),
    PlanText(14, "Breathing-apparatus records: one book for all stations", "OBJ-118", "ruth", "at_risk 2026-11-13 5"),
    PlanText(16, "One-to-ones that matter", "OBJ-110", "elspeth", "on_track 2026-11-10 8", budget=12000),
    PlanText(17, "On-call recruiting evenings", "OBJ-115", "nadia", "at_risk 2026-11-05 5", budget=18500),
    PlanText(18, "Idea box on every station", "OBJ-112", "thea", "on_track 2026-11-12 8", ends="2026-12-31"),
    PlanText(19, "Alarms in 48 sheltered schemes", "OBJ-126", "tobias", "on_track 2026-11-16 7", budget=64000),
    PlanText(20, "Alarms for deaf tenants", "OBJ-140", "catrin", "on_track 2026-11-09 7", ends="2027-06-30", budget=22000),
    PlanText(21, "Ten wards, forty doors", "OBJ-119", "oonagh", "on_track 2026-11-04 6"),
    PlanText(22, "Flood crews for twelve stations", "OBJ-125", "rhodri", "on_track 2026-11-20 6", ends="2027-02-26", budget=57000),
    PlanText(23, "Refresher weeks at the training house", "OBJ-136", "bron", "off_track 2026-11-13 3", ends="2026-12-31"),
    PlanText(24, "Commander assessments, winter", "OBJ-127", "bron", "on_track 2026-11-13 7"),
    PlanText(25, "412 buildings, street by street", "OBJ-111", "hanne", "on_track 2026-11-12 7", ends="2028-03-31"),
    PlanText(26, "Inspectors’ apprenticeship", "OBJ-134", "hanne", "at_risk 2026-11-12 5"),
    PlanText(27, "Call filter for automatic alarms", "OBJ-131", "gareth", "on_track 2026-09-22 6", ends="2027-09-30"),
    PlanText(28, "Floor by floor: high buildings", "OBJ-132", "oonagh", "on_track 2026-11-04 7"),
    PlanText(29, "A rota people can live with: trial at Harrow Bridge", "OBJ-135", "ailsa", "on_track 2026-11-11 6"),
    PlanText(30, "Six new engines", "OBJ-138", "owen", "at_risk 2026-09-30 4", budget=1980000),
    PlanText(32, "Language line", "OBJ-137", "saoirse", "on_track 2026-11-10 7"),
    PlanText(33, "Causes shared within four weeks", "OBJ-141", "gareth", "on_track 2026-11-06 7"),
    PlanText(35, "Terminals for 44 appliances", "OBJ-133", "halvard", "on_track 2026-10-26 7", ends="2027-05-28", budget=312000),
    PlanText(36, "Payroll to the county", "OBJ-129", "priya-raman", "on_track 2026-11-02 7"),
    PlanText(38, "Throwlines at thirty bridges", "OBJ-145", "sunita", "at_risk 2026-10-29 4", ends="2026-12-18"),
    PlanText(39, "Employers of Upper Lathe", "OBJ-146", "gethin", "on_track 2026-11-10 6", ends="2027-02-26"),
    PlanText(40, "The quarry and the mill", "PLAN-39", "owain", "on_track 2026-11-10 6", ends="2027-01-29"),
)  # fmt: skip

# The first three of PLAN-31's parts, as on the map; twelve more follow.
VISIT_PARTS = (("HB-R", "on_track 2026-11-20 7"), ("HB-B", "on_track 2026-11-18 7"), ("UL", "on_track 2026-11-15 6"))


class PlanBuilder:
    """Adds plans to a book whose objectives stand. `items` gains their numbers by reference and, for parts, by unit."""

    def __init__(self, book: Book, days: Days, made: Structure, items: dict[str, int]) -> None:
        self.book, self.days, self.made, self.items = book, days, made, items
        self.chance = Chance("northmoor plans")

    def build(self) -> None:
        for text in PLANS:
            self._plan(f"PLAN-{text.number}", text, self.made.people[text.lead], post=self.made.posts[text.lead])
        self.book.plans = 40
        self._visit_parts()
        self._programmes()
        self._places()

    def _plan(
        self, reference: str, text: PlanText, lead: int | None, *, post: int | None = None, unit: int | None = None
    ) -> int:
        state, _space, rest = text.said.partition(" ")
        said_on, _space, confidence = rest.partition(" ")
        starts = self.days.moment(text.starts)
        item = self.book.item(
            kind="plan", reference=reference, title=text.title, description=text.purpose, lead_id=lead, owner_post_id=post,
            owner_unit_id=unit, made_at=starts, starts_on=self.days.day(text.starts), ends_on=self.days.day(text.ends),
            said=state, said_at=self.days.moment(f"{said_on} 10:15"), confidence=int(confidence),
            rhythm_days=text.rhythm,
        )  # fmt: skip
        self.items[reference] = item
        self.book.part(
            "plan", item_id=item, purpose=text.purpose, budget=None if text.budget is None else Decimal(text.budget)
        )
        if text.up:
            self.book.link(item, self.items[text.up], at=starts, by=lead)
        return item

    def _part(self, unit: str, title: str, up: str, said: str, key: str, purpose: str) -> None:
        lead = self.made.head_seat(unit).person
        rhythm = 7 if key == "UL:visits" else 28
        text = PlanText(0, title, up, "", said, purpose=purpose, starts="2026-10-01", rhythm=rhythm)
        self.items[key] = self._plan(self.book.next_plan(), text, lead, unit=self.made.units[unit])

    def _where(self, unit: str) -> str:
        plan = self.made.plans[unit]
        return plan.name if plan.work == "watch" else f"{plan.name}, on call"

    def _said(self) -> str:
        state = self.chance.one_of(("on_track", "on_track", "on_track", "at_risk"))
        return f"{state} 2026-11-{self.chance.between(10, 23)} {self.chance.between(4, 9)}"

    def _visit_parts(self) -> None:
        others = ["HB-G", "HB-W", "PE-R", "PE-B", "AS-R", "AS-B", "CB", "WB", "FT", "HM", "NC-R", "NC-B"]
        for unit, said in (*VISIT_PARTS, *((unit, self._said()) for unit in others)):
            self._part(
                unit, self._where(unit), "PLAN-31", said, f"{unit}:visits", "Homes on the list that are ours to visit."
            )

    def _places(self) -> None:
        text = PlanText(0, "Places on course 3, and a day to make up course 2", "PLAN-37", "", "on_track 2026-11-19 6",
                        starts="2026-11-02", ends="2026-12-11", purpose="Who goes, and who covers while they are away.")  # fmt: skip
        self.items["PLAN-37:places"] = self._plan(
            self.book.next_plan(), text, self.made.people["jess"], post=self.made.posts["jess"]
        )

    def _programmes(self) -> None:
        for code, _name, _district in WHOLETIME:
            for letter, _watch in WATCHES:
                unit = f"{code}-{letter}"
                title = f"{self._where(unit)}: winter drill programme"
                self._part(
                    unit,
                    title,
                    f"{unit}:drills",
                    self._said(),
                    f"{unit}:programme",
                    "A drill each shift, chosen by need.",
                )
        for code, name, _district, _size in ON_CALL:
            self._part(code, f"{name}: drill nights to March", f"{code}:ready", self._said(), f"{code}:programme",
                       "Tuesdays at seven; what we will need most comes first.")  # fmt: skip
