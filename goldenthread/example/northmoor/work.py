"""What people do all day, by what their unit does: where it serves, its lens, how long it takes, and its words. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """`serves` is a reference, or `:programme` and the like for the unit's own; minutes are drawn between two bounds."""

    serves: str
    lens: str
    share: int
    low: int
    high: int
    titles: tuple[str, ...]


STREETS = (
    "Calder Street",
    "Fell Lane",
    "Calder Bank",
    "Quarry Road",
    "Weavers’ Row",
    "Chapel Hill",
    "Tenter Croft",
    "Station Road",
    "Salt Lane",
    "Orchard Close",
    "Mafeking Terrace",
    "Canal Side",
    "Beck View",
    "St Brannoc’s Square",
    "Drovers’ Way",
    "Moor End",
    "Larch Grove",
    "Harbour Street",
    "Cooper’s Yard",
    "Albert Road",
    "Nightingale Court",
    "Whitebeam Avenue",
    "Mill Lane",
    "Ropewalk",
)
PLACES = (
    "the old mill",
    "Calder College",
    "the ferry terminal",
    "Nightingale Court",
    "the cold store",
    "Pendry market",
    "the solar farm",
    "the tannery",
    "St Brannoc’s hospital",
    "the bus depot",
    "Ashdale quarry",
    "the timber yard",
    "the hospice",
    "Castle Quay marina",
)
APPLIANCES = (
    "the first pump",
    "the second pump",
    "the ladder",
    "the rescue tender",
    "the water carrier",
    "the boat",
    "the command unit",
)
SKILLS = (
    "casualty care",
    "hose and branch",
    "ladder pitching",
    "moving water",
    "road rescue",
    "search in smoke",
    "working at height",
    "electric vehicles",
    "pumping from open water",
    "foam",
    "lost crew procedure",
    "hearing a mayday",
    "wildfire beaters",
)
MONTHS = ("October", "November", "December", "January", "the quarter", "the half year")
TOPICS = (
    "the winter rota",
    "leave at Christmas",
    "drill-yard lights",
    "new gloves",
    "the spring budget",
    "station heating",
    "radio batteries",
    "the open day",
    "probation reviews",
    "fuel cards",
    "the promotion board",
    "locker keys",
)

VISITS = Work("OBJ-142", "manage", 3, 60, 200, (
    "Visit four homes in {street}", "Return to two homes in {street}", "Fit alarms for a referral in {street}",
    "Ring people in {street} the day before the visit", "Write up the visits in {street}",
))  # fmt: skip
DRILLS = Work(":programme", "manage", 6, 20, 90, (
    "Drill: {skill}", "Prepare the drill on {skill}", "Assess two of the watch in {skill}", "Write up the drill on {skill}",
    "Exercise with Control: {skill}", "Walk through {place} with the crew",
))  # fmt: skip
CHECKS = Work(":drills", "manage", 4, 15, 60, (
    "Weekly check of {appliance}", "Replace what was missing on {appliance}", "Test hydrants in {street}",
    "Check the risk card of {place}", "Sign off the checks of {appliance}",
))  # fmt: skip
BREATHING = Work("OBJ-118", "manage", 1, 15, 40, (
    "Check and sign for two breathing sets", "Close the breathing-apparatus book for {month}", "Send a cylinder for testing",
))  # fmt: skip
TALKS = Work("OBJ-110", "lead", 1, 30, 60, (
    "One-to-one: agree the points", "Write down what we agreed in the one-to-one", "Follow up a promise from the last one-to-one",
))  # fmt: skip
LEARNING = Work(
    "OBJ-117",
    "shared",
    1,
    20,
    90,
    ("Online module: {skill}", "Read the lesson on {skill}", "Practise {skill} with the next watch"),
)
IDEAS = Work(
    "OBJ-112", "lead", 1, 15, 30, ("Answer an idea about {topic}", "Try an idea about {topic} for a fortnight")
)
LOOSE = Work("", "manage", 1, 15, 60, (
    "Sort out {topic}", "Update the list of {topic}", "Take photographs for {topic}", "Fill in the form about {topic}",
    "Count the stock for {topic}", "Ask around about {topic}",
))  # fmt: skip

WORK: dict[str, tuple[Work, ...]] = {
    "watch": (DRILLS, CHECKS, VISITS, BREATHING, TALKS, LEARNING, IDEAS),
    "station": (
        Work(":ready", "manage", 5, 20, 90, ("Walk the station with the watch manager", "Check the rota for {month}",
             "Review near misses of {month}", "Answer the council about {place}", "Figures for {month}")),
        Work("OBJ-135", "shared", 2, 30, 60, ("Compare rota changes in {month}", "Ask both watches about {topic}")), TALKS, IDEAS,
    ),
    "on-call": (
        Work(":programme", "manage", 6, 20, 90, ("Drill night: {skill}", "Prepare drill night: {skill}", "Assess two in {skill}")),
        Work(":ready", "manage", 4, 15, 45, ("Check {appliance}", "Hours for the coming week", "Test hydrants in {street}", "Wash down {appliance}")),
        Work("OBJ-105", "manage", 2, 40, 90, ("Visit a home in {street}", "Fit an alarm in {street}")),
        Work("OBJ-142", "manage", 3, 60, 150, ("Visit two homes on the list, {street}", "Return to {street}, where nobody answered")), LEARNING,
    ),
    "control": (
        Work("OBJ-108", "manage", 8, 20, 90, ("Listen back to three calls", "Test the fallback line", "Update the risk card of {place}",
             "Exercise with a station: {skill}", "Tidy the address list for {street}", "Review of {month}’s calls")),
        Work("OBJ-137", "shared", 2, 20, 60, ("Try the language line", "Note what callers in {street} needed")), TALKS, LEARNING,
    ),
    "training": (
        Work("OBJ-117", "manage", 6, 30, 180, ("Teach {skill}", "Mark assessments in {skill}", "Prepare the house for {skill}", "Book instructors for {month}")),
        Work("PLAN-23", "manage", 3, 60, 180, ("Refresher day: group {number}", "Write up refresher group {number}", "Ring wearers who missed group {number}")),
        Work("PLAN-24", "lead", 2, 45, 120, ("Assess a commander at {place}", "Talk through the assessment at {place}")), TALKS,
    ),
    "safety": (
        Work("OBJ-122", "lead", 4, 30, 120, ("Hold the debrief of {place}", "Share one lesson from {place}", "Ask the crew what they would do again")),
        Work("OBJ-114", "lead", 3, 15, 60, ("Thank whoever told us about {topic}", "Look into a near miss at {place}")),
        Work("PLAN-14", "manage", 2, 20, 60, ("Compare the books of two stations", "Trace a set without a signature")), TALKS,
    ),
    "response-office": (
        Work("OBJ-101", "manage", 4, 20, 90, ("Cover for {month}", "Figures of {month} for the board", "Stand-by moves for the week")),
        Work("OBJ-120", "manage", 3, 20, 60, ("Report the faulty hydrant in {street}", "Plan the hydrant round of {street}")),
        Work("PLAN-22", "manage", 3, 30, 120, ("Place a boat at station {number}", "Flood card for {street}", "Exercise: {street} under water")), TALKS,
    ),
    "prevention": (
        Work("OBJ-105", "manage", 5, 30, 90, ("Visit a home in {street}", "Ring back {street}", "Fit alarms in {street}", "Close the visit in {street}")),
        Work("PLAN-21", "lead", 3, 45, 90, ("Tea with the elders of {street}", "Meet the imam and the vicar of {street}", "Leaflets for {street}")),
        Work("PLAN-28", "shared", 2, 45, 120, ("Stair talk at {place}", "Door to door, floor {number}")),
        Work("PLAN-20", "manage", 2, 40, 90, ("Fit a vibrating alarm in {street}", "Order vibrating alarms for {month}")), TALKS, IDEAS,
    ),
    "referrals": (
        Work("OBJ-107", "manage", 7, 10, 45, ("Answer a referral from {street}", "Ring the nurse about {street}", "Pass {street} to the watch", "Close referrals of {month}")),
        Work("PLAN-34", "manage", 3, 20, 90, ("Brief district nurses, group {number}", "Compare lists with the Trust", "Agree what may be shared")), TALKS,
    ),
    "investigation": (
        Work("OBJ-106", "manage", 7, 60, 240, ("Examine the flat in {street}", "Write the report on {street}", "Talk with the household in {street}", "Samples from {place}")),
        Work("PLAN-33", "shared", 2, 30, 60, ("Share the cause in {street}", "Tell Prevention about {street}")), TALKS,
    ),
    "protection": (
        Work("PLAN-25", "manage", 6, 60, 180, ("Check {place}", "Letter to the owner of {place}", "Follow up the fault at {place}", "Prepare the check of {place}")),
        Work("OBJ-130", "manage", 4, 30, 120, ("Answer the consultation on {place}", "Drawings of {place}")),
        Work("OBJ-128", "manage", 2, 30, 90, ("Chase the fault at {place}", "Notice for {place}")),
        Work("PLAN-27", "manage", 1, 20, 60, ("Ring {place} about false alarms",)), TALKS,
    ),
    "people": (
        Work("OBJ-110", "lead", 3, 30, 90, ("Talk with a new manager about one-to-ones", "Figures of one-to-ones for {month}")),
        Work("OBJ-113", "lead", 3, 30, 90, ("Meet the crew after {place}", "Ring round after {place}")),
        Work("PLAN-17", "manage", 3, 30, 120, ("Recruiting evening in {street}", "Interviews, group {number}", "Answer applicants of {month}")),
        Work("OBJ-102", "lead", 2, 30, 90, ("Read exit talks of {month}", "What we heard about {topic}")), LEARNING,
    ),
    "fleet": (
        Work("OBJ-109", "manage", 7, 30, 180, ("Service {appliance}", "Brakes of {appliance}", "Parts for {appliance}", "Road test {appliance}", "Stock count, shelf {number}")),
        Work("PLAN-14", "manage", 2, 15, 60, ("Scan the book of station {number}", "Test {number} cylinders")),
        Work("PLAN-30", "manage", 2, 30, 90, ("Snag list for new engine {number}", "Factory visit: engine {number}")),
    ),
    "digital": (
        Work("PLAN-35", "manage", 6, 45, 180, ("Fit a terminal in appliance {number}", "Test maps on appliance {number}", "Train station {number} on terminals")),
        Work("OBJ-108", "manage", 4, 30, 120, ("Patch the call system", "Replace a screen in Control", "Radio check with station {number}")),
        Work("OBJ-101", "manage", 2, 30, 90, ("Figures of {month} for Response", "Mend the turnout screen at station {number}")),
    ),
    "office": (
        Work("OBJ-116", "manage", 4, 20, 90, ("Check the pay run of {month}", "Answer pay questions of {month}", "Reconcile {month}")),
        Work("PLAN-36", "manage", 3, 30, 120, ("Map pay codes, batch {number}", "Trial run of {month} with the county")),
        Work("OBJ-112", "lead", 2, 15, 45, ("Chase the answer about {topic}", "Read new ideas about {topic}")),
        Work("OBJ-139", "lead", 2, 20, 60, ("Draft the answer about {topic}", "Publish the answer about {topic}")),
    ),
}  # fmt: skip
