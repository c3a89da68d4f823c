"""The objectives of Northmoor that were written by hand, as the pages show them. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """A key result or measure. `now` is where it stands; readings are drawn from `baseline` to there, month by month,
    unless `months` lists them (the last one this month)."""

    title: str
    unit: str
    way: str
    baseline: float | None
    target: float
    now: float
    low: float | None = None
    months: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective: `owner` is a post (key of the cast) or a unit (code in capitals), `up` what it serves by reference.

    `so_that` says in a sentence what it is for. `said` is "state day confidence", as last said.
    """

    number: int
    title: str
    so_that: str
    kind: str
    up: str
    owner: str
    lead: str
    lens: str = "manage"
    said: str = ""
    starts: str = "2026-04-01"
    ends: str = ""
    rhythm: int = 28
    reviewer: str = ""
    kept: tuple[Kept, ...] = ()
    state: str = "live"
    version: int = 1
    also: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        return f"OBJ-{self.number:03d}"


HOMES = (0, 190, 420, 800, 1180, 1560, 2010, 2480, 2870)
FIRES = (14.2, 14.0, 13.6, 13.3, 13.0, 12.6, 12.1, 11.8, 11.6)
MINUTES = (58, 61, 49, 48, 47, 46, 48, 47, 47)
QUALIFIED = (180, 186, 194, 203, 210, 212, 214, 227, 231)

AIMS: tuple[Aim, ...] = (
    # Goal 1: a service people are proud to belong to
    Aim(102, "Four in five would recommend working here", "So that people stay, and tell their friends to come.", "change",
        "GOAL-1", "nadia", "nadia", "lead", "on_track 2026-11-09 7", ends="2028-03-31", reviewer="morwenna",
        kept=(Kept("Bring those who would recommend working here to 80 in 100", "in 100", "up", 61, 80, 66),
              Kept("Bring days lost to sickness down to 8 a year", "days", "down", 11.6, 8, 10.7))),
    Aim(110, "Every manager talks alone with each person monthly", "So that nobody waits for a year to be heard.", "standing",
        "GOAL-1", "nadia", "nadia", "lead", "on_track 2026-11-10 7", also=("VAL-3",),
        kept=(Kept("People met alone this month", "in 100", "up", 61, 90, 76),)),
    Aim(112, "Every idea is answered within ten days", "So that whoever raises an idea hears back within ten days.", "standing",
        "GOAL-1", "thea", "thea", "lead", "on_track 2026-11-12 8", also=("VAL-4",),
        kept=(Kept("Ideas answered within ten days", "in 100", "up", 48, 95, 88),)),
    Aim(113, "Nobody carries a bad job home alone", "So that a crew that saw the worst is met the same day.", "standing",
        "GOAL-1", "OCC", "nadia", "lead", "on_track 2026-10-30 8", also=("VAL-3",),
        kept=(Kept("Debriefs held within 24 hours", "in 100", "up", 55, 100, 91),)),
    Aim(114, "Near misses are told the same shift", "So that the next watch does not find out the hard way.", "standing",
        "GOAL-1", "vesna", "vesna", "lead", "on_track 2026-11-17 7", also=("VAL-2",),
        kept=(Kept("Near misses told within the shift", "in 100", "up", 40, 90, 74),)),
    Aim(118, "Every breathing set checked and signed for",
        "So that every firefighter goes home at the end of the shift.", "standing", "GOAL-1", "BAS", "vesna",
        said="at_risk 2026-11-13 5", also=("GOAL-3",),
        kept=(Kept("Sets checked and signed for on time", "in 100", "up", 97, 100, 94.6),)),
    Aim(115, "Recruit sixty on-call firefighters from the towns they serve", "So that an engine can leave by day as well.",
        "change", "OBJ-102", "HR", "nadia", said="at_risk 2026-11-05 5", ends="2027-03-31",
        kept=(Kept("Recruit sixty on-call firefighters", "people", "up", 0, 60, 27),)),
    Aim(116, "Paid rightly and on the day, every month", "So that nobody has to ask twice.", "standing", "OBJ-102",
        "priya-raman", "priya-raman", said="on_track 2026-11-03 9", kept=(Kept("Pay errors a month", "errors", "down", 14, 4, 6),)),
    Aim(139, "Answer hard questions in the open, within ten working days", "So that rumours have less to live on.", "standing",
        "OBJ-112", "thea", "morwenna", "lead", "on_track 2026-11-19 8", also=("VAL-2",), kept=(Kept("Questions answered within ten working days", "in 100", "up", 52, 95, 87),)),
    # Goal 2: fewer people hurt by fire at home
    Aim(104, "Prevent fire in the homes most at risk", "So that the homes most at risk are made safer before a fire comes.",
        "standing", "GOAL-2", "sunita", "sunita", said="on_track 2026-11-18 7",
        kept=(Kept("Accidental fires in the home, ten wards, a month", "fires", "down", 28, 19, 20,
                   months=(29, 26, 31, 24, 28, 27, 33, 25, 28, 30, 26, 27, 28, 25, 29, 24, 22, 21, 23, 20, 22, 19, 21, 20)),)),
    Aim(105, "Make the home visits people ask for", "So that whoever asks is seen within three weeks.", "standing", "OBJ-104",
        "HOME", "marit", said="on_track 2026-11-11 7", kept=(Kept("Asked-for visits made within three weeks", "in 100", "up", 70, 95, 92),)),
    Aim(106, "Investigate every fire in a home", "So that we know why it burned and who else is in danger.", "standing", "GOAL-2",
        "INV", "gareth", said="on_track 2026-11-06 8", kept=(Kept("Investigations closed within four weeks", "in 100", "up", 66, 90, 84),)),
    Aim(107, "Answer every referral within five days", "So that a nurse who worries can stop worrying.", "standing", "OBJ-104",
        "REF", "petra", said="on_track 2026-11-16 8", kept=(Kept("Referrals answered within five days", "in 100", "up", 72, 98, 95),)),
    Aim(121, "Halve fire casualties in the ten highest-risk wards", "So that where you live does not decide whether you live.",
        "change", "OBJ-104", "sunita", "sunita", said="at_risk 2026-11-18 6", ends="2028-03-31", version=3, reviewer="idris",
        kept=(Kept("Bring casualties in ten wards down to 31 a year", "people", "down", 62, 31, 49),)),
    Aim(142, "Visit the 6,000 homes most at risk before a fire does",
        "So that the homes most at risk are made safer before a fire comes.", "change", "OBJ-121", "sunita", "sunita",
        said="at_risk 2026-11-18 5", ends="2027-03-31", reviewer="idris",
        kept=(Kept("Visit 6,000 homes from the highest-risk list", "homes", "up", 0, 6000, 2870, months=HOMES),
              Kept("Bring accidental fires in the ten wards down to 9.5 per 10,000 homes", "per 10,000", "down", 14.2, 9.5, 11.6, months=FIRES),
              Kept("Keep the middle visit between 35 and 55 minutes", "minutes", "band", 58, 55, 47, low=35, months=MINUTES),
              Kept("Qualify 320 firefighters to give Safe and Well visits", "people", "up", 180, 320, 231, months=QUALIFIED))),
    Aim(126, "Fit linked alarms in sheltered housing", "So that one alarm wakes a whole landing.", "change", "GOAL-2", "tobias",
        "tobias", said="on_track 2026-11-16 7", ends="2027-03-31", reviewer="ailsa",
        kept=(Kept("Fit linked alarms in 48 schemes", "schemes", "up", 0, 48, 31),)),
    Aim(140, "Fit alarms for people who cannot hear them", "So that deaf tenants wake as well.", "change", "OBJ-126", "HOME", "catrin",
        said="on_track 2026-11-09 7", ends="2027-06-30", kept=(Kept("Fit 240 vibrating alarms", "alarms", "up", 0, 240, 88),)),
    Aim(151, "Every watch manager leads a visit debrief each month", "So that every watch learns from the homes it enters.",
        "development", "GOAL-2", "tobias", "ailsa", "lead", "on_track 2026-11-15 6", ends="2027-03-31", rhythm=7, reviewer="dominic",
        also=("VAL-3",), kept=(Kept("Watches that held a debrief this month", "watches", "up", 3, 26, 14),)),
    Aim(119, "Open doors with people whom the wards trust", "So that the door opens when we knock.", "change", "OBJ-121", "COM", "oonagh",
        "lead", "on_track 2026-11-04 6", ends="2027-03-31", kept=(Kept("Community leaders who open doors", "people", "up", 4, 40, 22),)),
    Aim(141, "Share what caused it within four weeks", "So that the next home learns from this one.", "change", "OBJ-106", "INV", "gareth",
        said="on_track 2026-11-06 7", ends="2027-03-31", kept=(Kept("Causes shared within four weeks", "in 100", "up", 30, 100, 72),)),
    Aim(124, "Safer on the river this summer", "So that no child drowns in the Calder.", "change", "OBJ-104", "WATER", "sunita",
        said="on_track 2026-09-28 8", ends="2026-09-30", state="closed"),
    Aim(145, "Put throwlines at thirty bridges", "So that help is there before we are.", "change", "OBJ-124", "WATER", "sunita",
        said="at_risk 2026-10-29 4", ends="2026-12-18", kept=(Kept("Bridges with a throwline", "bridges", "up", 0, 30, 21),)),
    # Goal 3: an engine close enough, day and night
    Aim(101, "An engine ready, close enough, day and night", "So that an engine is ready, and close enough, day and night.",
        "standing", "GOAL-3", "dominic", "dominic", said="on_track 2026-11-16 8",
        kept=(Kept("First engine within 10 minutes", "in 100", "up", 84, 80, 87.0),
              Kept("Crew leaves within 90 seconds", "in 100", "up", 94.2, 95, 94.9))),
    Aim(103, "On-call engines ready nine hours in ten", "So that the valleys and the coast are not left until morning.", "standing",
        "OBJ-101", "dominic", "dominic", said="at_risk 2026-11-16 5",
        kept=(Kept("On-call engine available", "in 100", "up", 77, 90, 85.9,
                   months=(79.1, 77.4, 80.2, 78.6, 76.9, 79.8, 77.2, 78.1, 75.9, 78.8, 66.5, 76.8, 78.3, 85.4, 86.2, 85.3, 86.4,
                           85.1, 86.6, 85.8, 84.9, 86.4, 85.0, 85.9)),)),
    Aim(108, "Answer every 999 call and send the nearest help", "So that nobody is left on the line.", "standing", "GOAL-3", "CTL", "lowri",
        said="on_track 2026-11-19 8", kept=(Kept("Calls answered within seven seconds", "in 100", "up", 94, 95, 96.1),)),
    Aim(109, "Vehicles and equipment fit for the road", "So that what we drive and carry does what it should.", "standing", "GOAL-3",
        "fleet", "owen", said="at_risk 2026-10-12 5", kept=(Kept("Appliances off the road", "appliances", "down", 6, 2, 5),)),
    Aim(117, "Crews who have practised what they may meet", "So that the first time is not the real time.", "standing", "GOAL-3",
        "TRAIN", "bron", said="on_track 2026-11-13 7", kept=(Kept("Competences in date", "in 100", "up", 91, 98, 95.2),)),
    Aim(120, "Water wherever we need it", "So that no hose runs dry.", "standing", "GOAL-3", "dominic", "rhodri",
        said="on_track 2026-10-28 7", kept=(Kept("Hydrants tested this year", "in 100", "up", 0, 100, 71),)),
    Aim(122, "Learn from every incident, and tell the next watch", "So that a mistake is made once.", "standing", "GOAL-3", "vesna",
        "vesna", "lead", "on_track 2026-11-17 6", also=("VAL-2",), kept=(Kept("Debriefs whose lesson reached every watch", "in 100", "up", 35, 90, 68),)),
    Aim(123, "Help our neighbours, and be helped", "So that a border is not a delay.", "standing", "GOAL-3", "lowri", "lowri", "shared",
        "on_track 2026-11-02 7", kept=(Kept("Agreements tried in an exercise this year", "agreements", "up", 1, 6, 4),)),
    Aim(125, "Ready for this winter’s floods", "So that the north valleys are not cut off from us.", "change", "GOAL-3", "dominic",
        "rhodri", said="on_track 2026-11-20 6", starts="2026-09-01", ends="2027-02-28",
        kept=(Kept("Crews trained for moving water", "crews", "up", 4, 12, 9),)),
    Aim(127, "Commanders who stay calm and say why", "So that crews know the plan and may question it.", "change", "GOAL-3", "TRAIN",
        "dominic", "lead", "on_track 2026-11-13 7", ends="2027-03-31", kept=(Kept("Commanders assessed again", "people", "up", 12, 64, 38),)),
    Aim(135, "A rota people can live with", "So that the crew that comes has slept.", "change", "OBJ-101", "dominic", "ailsa", "shared",
        "on_track 2026-11-11 6", ends="2027-03-31", kept=(Kept("Rota changes inside ten days, a week", "changes", "down", 19, 6, 11),)),
    Aim(136, "Breathing-apparatus refresher for all 412 wearers", "So that nobody relies on memory in the dark.", "change", "OBJ-117",
        "TRAIN", "bron", said="off_track 2026-11-13 3", ends="2026-12-31", kept=(Kept("Wearers refreshed", "people", "up", 0, 412, 266),)),
    Aim(137, "Hear callers who speak no English", "So that a child need not translate a fire.", "change", "OBJ-108", "CTL", "saoirse",
        said="on_track 2026-11-10 7", ends="2027-03-31", kept=(Kept("Calls joined by an interpreter within two minutes", "in 100", "up", 20, 90, 61),)),
    Aim(138, "Six new engines on the run", "So that the oldest six can rest.", "change", "OBJ-109", "fleet", "owen",
        said="at_risk 2026-09-30 4", ends="2027-03-31", kept=(Kept("New engines on the run", "engines", "up", 0, 6, 2),)),
    Aim(143, "The north valleys: a crew by day as well", "So that weekdays are no longer a gap.", "change", "OBJ-103", "dominic", "fenn",
        said="at_risk 2026-11-16 5", ends="2027-03-31", kept=(Kept("Weekday hours covered, north valleys", "in 100", "up", 58, 85, 71),)),
    Aim(144, "Upper Lathe: five who can come at noon", "So that one illness does not take the engine off the run.", "change", "OBJ-143",
        "UL", "fenn", said="on_track 2026-11-15 6", ends="2027-03-31", kept=(Kept("People who can come at noon", "people", "up", 2, 5, 4),)),
    Aim(146, "Upper Lathe: employers who let people go", "So that the pager can be answered at work.", "change", "OBJ-144", "UL", "gethin",
        "shared", "on_track 2026-11-10 6", ends="2027-02-26", kept=(Kept("Employers who let people go", "employers", "up", 3, 11, 7),)),
    # Goal 4: buildings that are safe to sleep in
    Aim(111, "Check all 412 high-risk buildings within two years", "So that we know before the residents have to.", "change", "GOAL-4",
        "AUD", "hanne", said="on_track 2026-11-12 7", ends="2028-03-31", reviewer="gareth",
        kept=(Kept("High-risk buildings checked", "buildings", "up", 96, 412, 231),)),
    Aim(128, "Every serious fault mended or shut in 28 days", "So that nobody sleeps above a fault we know of.", "standing", "GOAL-4", "gareth",
        "gareth", said="on_track 2026-11-12 7", kept=(Kept("Serious faults older than 28 days", "faults", "down", 17, 0, 4),)),
    Aim(130, "Answer building consultations in 15 working days", "So that safety is drawn in, not added.", "standing", "GOAL-4", "CONS",
        "gareth", said="on_track 2026-11-03 8", kept=(Kept("Answered within 15 working days", "in 100", "up", 81, 95, 93),)),
    Aim(131, "Halve false alarms from automatic systems", "So that an engine is free for the fire that is real.", "change", "GOAL-4",
        "gareth", "gareth", said="on_track 2026-09-22 6", ends="2027-09-30",
        kept=(Kept("False alarms attended a month", "calls", "down", 61, 30, 44),)),
    Aim(132, "Residents of high buildings know what to do", "So that the first minute is not lost.", "change", "GOAL-4", "COM", "oonagh",
        "shared", "on_track 2026-11-04 7", ends="2027-03-31", kept=(Kept("High buildings visited floor by floor", "buildings", "up", 0, 38, 19),)),
    Aim(134, "Eight more inspectors, trained to the full level", "So that two years is enough.", "change", "OBJ-111", "AUD", "hanne",
        said="at_risk 2026-11-12 5", ends="2027-03-31", kept=(Kept("Inspectors trained to the full level", "people", "up", 0, 8, 3),)),
    # Hanging from nothing, or from what is no longer there
    Aim(133, "Replace the mobile data terminals in 44 appliances", "So that crews have the map they need.", "change", "", "DIG", "dominic",
        said="on_track 2026-10-26 7", starts="2026-09-01", ends="2027-05-28", kept=(Kept("Appliances with new terminals", "appliances", "up", 0, 44, 12),)),
    Aim(129, "Move payroll to the shared county service", "So that it costs less.", "change", "", "PAY", "priya-raman",
        said="on_track 2026-11-02 7", starts="2026-07-01", ends="2027-03-31"),
    Aim(98, "Monthly station tidiness league", "So that stations are tidy.", "standing", "", "dominic", "dominic",
        said="on_track 2026-11-12 5", starts="2026-07-14"),
    Aim(147, "Be the fastest service in the country", "So that we come first.", "standing", "VIS-1", "RESP", "dominic",
        said="on_track 2026-03-02 6", starts="2022-04-01"),
)  # fmt: skip

# Closed last year: number, title, goal it served, owner, lead, whether it was achieved, what was learned.
CLOSED: tuple[tuple[int, str, str, str, str, bool, str], ...] = (
    (71, "Visit 3,000 homes from the risk list", "GOAL-2", "sunita", "sunita", True, "Lists from the Health Trust reach homes ours never held."),
    (74, "Merge two control rooms with the county", "GOAL-3", "CTL", "lowri", False, "Two systems that almost agree are worse than two that differ."),
    (79, "New on-call contract that pays by the hour", "GOAL-3", "HR", "nadia", True, "Ask those who said no first."),
    (83, "Fit sprinklers in twelve care homes", "GOAL-4", "CONS", "gareth", False, "Money was there; owners were not asked early enough."),
    (88, "Every station has a quiet room", "GOAL-1", "FIN", "greta", True, "The room matters less than being sent to it."),
    (91, "Train forty crews in casualty care", "GOAL-3", "TRAIN", "bron", True, "Evenings suit on-call crews; weekends do not."),
)  # fmt: skip
