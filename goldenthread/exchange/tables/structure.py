"""The tables of the organisation and its people."""

from __future__ import annotations

from goldenthread.exchange.tables.kinds import (
    SMALL,
    Table,
    choice,
    day,
    decimal,
    integer,
    json,
    listing,
    moment,
    reference,
    text,
    yes_no,
)

LEVELS = ("colleague", "junior_manager", "middle_manager", "senior_leader")

ORGANISATION = Table(
    name="organisation",
    says="The organisation itself: one row.",
    model="organisation.Organisation",
    key=(),
    columns=(
        text("name", "full name", longest=200, needed=True),
        text("short_name", "name where there is little room", longest=60),
        json("words", "words renamed on screen: code to one and many"),
        listing("working_days", "days that are worked, 1 Monday to 7 Sunday"),
        integer("full_time_minutes_a_week", "minutes of a full-time week", default="2220"),
        listing("nations", "calendars of public holidays, such as GB-ENG"),
        integer("year_starts_month", "month in which the year starts", least=1, most=12, default="4"),
        integer("keep_audit_years", "years that the audit trail is kept", most=SMALL, default="7"),
        integer("keep_leavers_years", "years that records of leavers are kept", most=SMALL, default="6"),
        integer("keep_import_undo_days", "days in which an import can be undone", most=SMALL, default="30"),
    ),
)

ROLE_PROFILES = Table(
    name="role_profiles",
    says="What a kind of post is there to do.",
    model="people.RoleProfile",
    key=("code",),
    columns=(
        text("code", "short name that stays the same", longest=64, needed=True),
        text("title", "name of the role", longest=200, needed=True),
        choice("level", "level of the role", LEVELS, default="colleague"),
        text("purpose", "why the role exists"),
        text("accountabilities", "what it answers for"),
        decimal("lead_share", "fraction of the role that is leading", digits=4, places=3, least=0, most=1),
        decimal("manage_share", "fraction that is managing", digits=4, places=3, least=0, most=1),
        decimal("shared_share", "fraction that is both; the three add up to 1", digits=4, places=3, least=0, most=1),
        day("retired_on", "day from which it is no longer used"),
    ),
)

UNITS = Table(
    name="units",
    says="The parts of the organisation, in a tree.",
    model="people.Unit",
    key=("code",),
    columns=(
        text("code", "short name that stays the same", longest=64, needed=True),
        text("name", "name", longest=200, needed=True),
        reference("parent", "units", "the unit it is part of; empty at the top"),
        reference("head_post", "posts", "the post that heads it"),
        text("purpose", "what it is there for"),
        day("opened_on", "first day"),
        day("closed_on", "last day; empty while it is open"),
    ),
)

POSTS = Table(
    name="posts",
    says="The places in the structure that somebody can hold.",
    model="people.Post",
    key=("reference",),
    columns=(
        text("reference", "the organisation's own reference", longest=64, needed=True),
        text("title", "job title", longest=200, needed=True),
        text("grade", "grade", longest=100),
        choice("level", "level", LEVELS, default="colleague"),
        reference("unit", "units", "the unit it belongs to", needed=True),
        reference("reports_to", "posts", "the post above; empty at the top"),
        reference("role_profile", "role_profiles", "what kind of post it is"),
        decimal("fte", "full-time equivalents; of a group their sum", digits=9, places=3, least=0, default="1"),
        yes_no("is_group", "whether it stands for many like posts"),
        choice("filling", "how it is filled; left out: worked out from its holders", ("named", "unnamed", "vacant")),
        day("vacant_since", "first day without a holder"),
        decimal(
            "standing_share",
            "fraction of time kept for standing objectives",
            digits=4,
            places=3,
            least=0,
            most=1,
            default="0",
        ),
        text("purpose", "what it is there for"),
        text("profession", "profession", longest=200),
        text("notes", "anything else"),
        decimal("pay_floor", "lowest pay a year", digits=12, places=2),
        decimal("pay_ceiling", "highest pay a year", digits=12, places=2),
        day("opened_on", "first day"),
        day("abolished_on", "day on which it was abolished"),
    ),
)

PEOPLE = Table(
    name="people",
    says="The people who work here, or did.",
    model="people.Person",
    key=("number",),
    columns=(
        text("number", "staff number", longest=64, needed=True),
        text("name", "name in full", longest=200, needed=True),
        text("known_as", "what they are called", longest=100),
        text("email", "e-mail address at work", longest=254),
        day("joined_on", "first day here"),
        day("left_on", "last day here; empty while they work here"),
        reference("merged_into", "people", "the record that this one was found to be the same person as"),
        moment("erased_at", "when what is personal was erased"),
    ),
)

ASSIGNMENTS = Table(
    name="assignments",
    says="Who holds which post from when to when.",
    model="people.Assignment",
    key=("person", "post", "starts_on"),
    columns=(
        reference("person", "people", "the holder", needed=True),
        reference("post", "posts", "the post", needed=True),
        day("starts_on", "first day; empty: holds it on the day that the import is as of"),
        day("ends_on", "last day; empty while it goes on"),
        choice("kind", "how it is held", ("substantive", "acting", "temporary"), default="substantive"),
        yes_no("is_main", "whether it is the holder's main post", default="yes"),
        decimal("fte", "share of full time worked in it", digits=5, places=3, least=0, most=2, default="1"),
    ),
)

APPOINTMENTS = Table(
    name="appointments",
    says="The few rights that do not come from posts: administrators, auditors, development leads.",
    model="people.Appointment",
    key=("person", "role", "starts_on"),
    repeats=True,
    columns=(
        reference("person", "people", "who", needed=True),
        choice("role", "as what", ("administrator", "auditor", "development_lead"), needed=True),
        day("starts_on", "first day", needed=True),
        day("ends_on", "last day; empty while it goes on"),
        reference("made_by", "people", "who appointed them"),
        text("reason", "why"),
    ),
)

PLANNING_YEARS = Table(
    name="planning_years",
    says="The years in which work is planned.",
    model="objectives.PlanningYear",
    key=("label",),
    columns=(
        text("label", "name, such as 2026/27", longest=40, needed=True),
        day("starts_on", "first day", needed=True),
        day("ends_on", "last day", needed=True),
        moment("closed_at", "when it was closed"),
        reference("closed_by", "people", "who closed it"),
    ),
)
