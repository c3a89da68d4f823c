"""The units of Northmoor, and how many posts of which kind each has besides those with a name. Pure."""

from __future__ import annotations

from dataclasses import dataclass

WATCHES = (("R", "Red Watch"), ("B", "Blue Watch"), ("G", "Green Watch"), ("W", "White Watch"))

# (code, name, district) of the stations with a crew day and night, and of those whose crew is on call.
WHOLETIME = (
    ("HB", "Harrow Bridge", "Calder"),
    ("PE", "Pendry", "Calder"),
    ("AS", "Ashdale", "Calder"),
    ("NC", "Northmoor Central", "City"),
    ("CQ", "Castle Quay", "City"),
    ("MG", "Millgate", "City"),
)
ON_CALL = (
    ("UL", "Upper Lathe", "North valleys", 11),
    ("CB", "Coldbeck", "North valleys", 19),
    ("WB", "Wharfe Bank", "North valleys", 18),
    ("FT", "Fell Top", "North valleys", 16),
    ("HM", "Hollin Moor", "North valleys", 17),
    ("CO", "Coast", "Coast", 20),
    ("SH", "Sallow Head", "Coast", 18),
    ("ME", "Marsh End", "Coast", 18),
    ("SB", "St Brannoc", "Coast", 19),
    ("TH", "Thornby", "Vale", 19),
    ("KE", "Kettlewick", "Vale", 18),
    ("DR", "Drumlea", "Vale", 17),
    ("AG", "Aber Glas", "Vale", 18),
    ("SA", "Saltinghurst", "Vale", 19),
    ("EH", "Easter Howe", "Vale", 18),
)


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit, the unit above it (by code) and the unnamed posts it is filled up with: (role, title, number).

    `work` says what its people do all day (`tasks.WORK`); `size` fills up to so many posts with the last kind listed.
    """

    code: str
    name: str
    parent: str
    purpose: str
    work: str
    posts: tuple[tuple[str, str, int], ...] = ()
    size: int = 0
    head: tuple[str, str] | None = None


DEPARTMENTS: tuple[UnitPlan, ...] = (
    UnitPlan("NFRS", "Northmoor", "", "Northmoor Fire and Rescue Service.", "office",
             (("ADM", "Executive Assistant", 3),)),
    UnitPlan("RESP", "Response", "NFRS", "An engine close enough, day and night.", "response-office",
             (("GM", "Group Manager, Response", 3), ("ADM", "Response Support Officer", 4))),
    UnitPlan("PREV", "Prevention", "NFRS", "Go before we are called.", "prevention",
             (("ADM", "Prevention Support Officer", 3),)),
    UnitPlan("PROT", "Protection", "NFRS", "Buildings that are safe to sleep in.", "protection",
             (("ADM", "Protection Support Officer", 3),)),
    UnitPlan("PPL", "People", "NFRS", "A service people are proud to belong to.", "people",
             (("ADM", "People Support Officer", 2),)),
    UnitPlan("FLT", "Fleet", "NFRS", "Vehicles and equipment that work.", "fleet", (("ADM", "Fleet Administrator", 2),)),
    UnitPlan("FIN", "Finance and Estates", "NFRS", "Money and buildings well used.", "office",
             (("TL", "Estates Manager", 1), ("OFF", "Accountant", 5), ("OFF", "Estates Officer", 6), ("ADM", "Finance Assistant", 5))),
    UnitPlan("DIG", "Digital", "NFRS", "Systems that crews can rely on.", "digital",
             (("TL", "Service Desk Manager", 1), ("OFF", "Systems Engineer", 7), ("OFF", "Data Analyst", 4), ("TEC", "Radio Technician", 4))),
    UnitPlan("COR", "Planning and Performance", "NFRS", "Say where we stand, plainly.", "office",
             (("OFF", "Performance Analyst", 3), ("OFF", "Communications Officer", 4), ("ADM", "Planning Support Officer", 2))),
    UnitPlan("SAFE", "Safety", "RESP", "Everyone goes home at the end of the shift.", "safety",
             (("OFF", "Safety Adviser", 5), ("ADM", "Safety Support Officer", 1))),
    UnitPlan("TRAIN", "Training", "RESP", "Crews who have practised.", "training",
             (("WM", "Training Watch Manager", 3), ("OFF", "Training Instructor", 9), ("ADM", "Course Administrator", 2))),
    UnitPlan("HOME", "Home Safety", "PREV", "Safer homes, street by street.", "prevention",
             (("OFF", "Home Safety Officer", 15),)),
    UnitPlan("REF", "Referrals", "PREV", "Every referral answered within five days.", "referrals",
             (("OFF", "Referral Officer", 9), ("ADM", "Referral Assistant", 2))),
    UnitPlan("COM", "Community", "PREV", "Known in every street before we are needed.", "prevention",
             (("OFF", "Community Officer", 9), ("OFF", "Schools Officer", 5)), head=("TL", "Community Manager")),
    UnitPlan("WATER", "Road and Water Safety", "PREV", "Fewer people hurt on roads and in water.", "prevention",
             (("OFF", "Road Safety Officer", 4), ("OFF", "Water Safety Officer", 3)), head=("TL", "Road and Water Safety Manager")),
    UnitPlan("AUD", "Audit", "PROT", "Every high-risk building checked.", "protection",
             (("OFF", "Fire Safety Inspector", 19),)),
    UnitPlan("CONS", "Building Consultations", "PROT", "Safe before it is built.", "protection",
             (("OFF", "Fire Engineer", 4), ("OFF", "Consultation Officer", 8)), head=("TL", "Consultations Manager")),
    UnitPlan("INV", "Fire Investigation", "PROT", "Know why it burned.", "investigation",
             (("OFF", "Fire Investigator", 10), ("ADM", "Evidence Officer", 2)), head=("TL", "Investigations Manager")),
    UnitPlan("LEARN", "Learning and Development", "PPL", "People who grow.", "people",
             (("OFF", "Learning Designer", 4), ("OFF", "Learning Adviser", 5))),
    UnitPlan("HR", "Advice and Recruitment", "PPL", "The right people, treated fairly.", "people",
             (("OFF", "People Adviser", 7), ("OFF", "Recruitment Officer", 4)), head=("TL", "Advice Manager")),
    UnitPlan("PAY", "Pay and Records", "PPL", "Paid rightly and on the day.", "office", (("ADM", "Pay Officer", 8),)),
    UnitPlan("OCC", "Occupational Health", "PPL", "Fit, and looked after.", "people",
             (("OFF", "Occupational Health Nurse", 3), ("OFF", "Fitness Adviser", 2)), head=("TL", "Occupational Health Manager")),
    UnitPlan("WORK", "Workshop", "FLT", "Engines on the road.", "fleet", (("TEC", "Vehicle Technician", 13),)),
    UnitPlan("BAS", "Breathing Apparatus and Equipment", "FLT", "Every set checked and signed for.", "fleet",
             (("TEC", "Breathing Apparatus Technician", 6), ("TEC", "Equipment Technician", 5)), head=("TL", "Equipment Supervisor")),
    UnitPlan("STORE", "Stores", "FLT", "The right kit on the right shelf.", "fleet", (("ADM", "Storekeeper", 5),), head=("TL", "Stores Supervisor")),
    UnitPlan("CTL", "Control Room", "RESP", "The first voice that people hear.", "control", head=("GM", "Control Room Manager")),
)  # fmt: skip


def stations() -> list[UnitPlan]:
    """Return stations, watches and control-room watches, each after the unit above it."""
    plans = []
    for code, name, district in WHOLETIME:
        plans.append(
            UnitPlan(code, name, "RESP", f"{name} fire station, {district}.", "station",
                     head=("SM", f"Station Manager, {name}"))
        )  # fmt: skip
        plans += [
            UnitPlan(
                f"{code}-{letter}", f"{watch}, {name}", code, "First there, and home again together.", "watch",
                (("CM", "Crew Manager", 1), ("FF", "Firefighter", 6)), size=8, head=("WM", "Watch Manager"),
            )
            for letter, watch in WATCHES
        ]  # fmt: skip
    for code, name, district, size in ON_CALL:
        plans.append(
            UnitPlan(
                code,
                name,
                "RESP",
                f"{name} fire station, on call, {district}.",
                "on-call",
                (("CM", "Crew Manager, on call", 2), ("FFO", "Firefighter, on call", 15)),
                size=size,
                head=("WM", "Watch Manager, on call"),
            )
        )
    plans += [
        UnitPlan(
            f"CTL-{letter}",
            f"{watch}, Control Room",
            "CTL",
            "Nobody is left on the line.",
            "control",
            (("CM", "Crew Manager, Control Room", 1), ("CTL", "Control Operator", 7)),
            size=9,
            head=("WM", "Watch Manager, Control Room"),
        )
        for letter, watch in WATCHES
    ]
    return plans
