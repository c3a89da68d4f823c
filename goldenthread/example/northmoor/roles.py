"""Role profiles: what each kind of post is there for, and how much leading and managing it asks. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """`lead` and `manage` are hundredths of the role; the rest is shared. `standing` is the share of time kept for duties."""

    code: str
    title: str
    level: str
    lead: int
    manage: int
    standing: float
    purpose: str
    accountabilities: str = ""


ROLES: tuple[Role, ...] = (
    Role(
        "CFO", "Chief Fire Officer", "senior_leader", 60, 20, 0.25,
        "Set where the Service is going, and answer to the Authority and the public for getting there.",
        "The vision, and whether it is lived.\nThe safety of everyone who works here.\nThe statement of assurance.",
    ),
    Role(
        "DCFO", "Deputy Chief Fire Officer", "senior_leader", 50, 30, 0.3,
        "Make sure that an engine and a rested crew are there when they are needed.",
        "Response, Fleet and Digital.\nStanding in for the Chief Fire Officer.",
    ),
    Role(
        "ACO", "Assistant Chief Fire Officer", "senior_leader", 50, 30, 0.3,
        "Bring prevention and protection together so that fewer fires start and fewer people are hurt.",
        "Prevention and Protection.\nAgreements with partners.",
    ),
    Role(
        "HOD", "Head of department", "middle_manager", 40, 35, 0.35,
        "Turn goals into objectives that people can work to, and see that they are reached.",
        "The department’s plan and budget.\nIts people and their growth.\nIts policies.",
    ),
    Role(
        "GM", "Group Manager", "middle_manager", 35, 45, 0.4,
        "Lead several stations or teams, and command the largest incidents.",
    ),
    Role(
        "SM", "Station Manager", "middle_manager", 35, 45, 0.4,
        "Lead a station: its people, its readiness and its place in the community.",
        "Every watch has what it needs.\nOne-to-ones with each watch manager.\nFigures that can be relied on.",
    ),
    Role(
        "WM", "Watch Manager", "junior_manager", 25, 50, 0.35,
        "Lead a watch: keep it ready, keep it safe, and help it grow.",
        "Handover and appliance checks.\nThe watch’s training.\nHome visits and their debriefs.\nBreathing-apparatus records.",
    ),
    Role(
        "CM", "Crew Manager", "junior_manager", 25, 45, 0.4,
        "Lead a crew on the fireground, and stand in for the watch manager.",
    ),
    Role(
        "FF", "Firefighter", "colleague", 5, 10, 0.4,
        "Be ready, respond, and leave every home safer than it was found.",
        "Drill and keep competent.\nCheck the equipment.\nVisit homes.",
    ),
    Role(
        "FFO", "Firefighter, on call", "colleague", 5, 10, 0.65,
        "Live or work close to the station, and answer the pager.",
        "Hours of availability as agreed.\nTraining on drill night.",
    ),
    Role(
        "CTL", "Control operator", "colleague", 5, 20, 0.7,
        "Answer 999 calls, send the nearest help, and stay with the caller.",
    ),
    Role(
        "OFF", "Officer", "colleague", 10, 35, 0.45,
        "Do the specialist work of the department, and do it well.",
    ),
    Role(
        "TL", "Team leader", "junior_manager", 25, 50, 0.35,
        "Lead a team: share out its work fairly, and see that it gets done.",
    ),
    Role(
        "TEC", "Technician", "colleague", 5, 20, 0.6,
        "Keep vehicles and equipment safe and on the road.",
    ),
    Role(
        "ADM", "Administrator", "colleague", 5, 25, 0.5,
        "Keep records right and meetings useful.",
    ),
)  # fmt: skip

BY_CODE = {role.code: role for role in ROLES}
