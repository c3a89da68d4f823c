"""The tables of what the thread runs through, how it hangs together, and what is said of it."""

from __future__ import annotations

from goldenthread.exchange.tables.kinds import (
    SMALL,
    Column,
    Table,
    choice,
    day,
    decimal,
    integer,
    moment,
    of_item,
    reference,
    text,
    yes_no,
)
from goldenthread.exchange.tables.structure import LEVELS

LENSES = ("lead", "manage", "shared")
SAID = ("on_track", "at_risk", "off_track")


def item_table(name: str, *, says: str, kind: str, model: str, own: tuple[Column, ...]) -> Table:
    """Return the table of one kind of item: what all items have, then what only this kind has."""
    columns = of_item(
        text("reference", "the reference that everybody uses, such as OBJ-142", longest=32, needed=True),
        text("title", "title", longest=300, needed=True),
        text("description", "what it means"),
        choice("lens", "the kind of work", LENSES, default="manage"),
        reference("owner_post", "posts", "the post that owns it (a post or a unit, not both)"),
        reference("owner_unit", "units", "the unit that owns it"),
        reference("lead", "people", "who leads it"),
        reference("subject", "people", "whom a restricted item is about"),
        reference("author", "people", "who wrote it"),
        choice("state", "state", ("draft", "live", "closed", "retired", "superseded"), default="live"),
        choice("visibility", "who may see it", ("everyone", "restricted"), default="everyone"),
        day("starts_on", "first day"),
        day("ends_on", "last day"),
        integer("version", "version of its words", least=1, default="1"),
        choice("said", "how it stands, as its owner last said", SAID, may_be_empty=True),
        moment("said_at", "when they said so"),
        integer("confidence", "how sure they were, 0 to 10", most=10, may_be_empty=True),
        integer("rhythm_days", "days after which silence is noticed", most=SMALL, may_be_empty=True),
        integer("position", "place among its neighbours"),
        moment("created_at", "when it was made", default="now"),
        moment("changed_at", "when it was last changed", default="now"),
        moment("ended_at", "when it was closed, retired or superseded"),
        text("ended_reason", "why"),
    )
    return Table(name=name, says=says, model=model, key=("reference",), columns=(*columns, *own), item_kind=kind)


VISIONS = item_table(
    "visions",
    says="Where the organisation is going: one live vision, and those before it.",
    kind="vision",
    model="direction.Vision",
    own=(
        text("statement", "the vision in its own words", needed=True),
        text("story", "what it will be like"),
        integer("horizon_year", "year it looks to", least=1900, most=2200, needed=True),
        day("adopted_on", "day on which it was adopted"),
        reference("supersedes", "visions", "the vision that it took the place of"),
    ),
)

VALUES = item_table(
    "values",
    says="What the organisation holds to.",
    kind="value",
    model="direction.Value",
    own=(text("meaning", "what it means, in a sentence"),),
)

GOALS = item_table(
    "goals",
    says="Long-term goals.",
    kind="goal",
    model="direction.Goal",
    own=(
        text("how_we_will_know", "how we will know that it is reached"),
        text("theme", "theme", longest=100),
        reference("manager_post", "posts", "the post that delivers it"),
    ),
)

OBJECTIVES = item_table(
    "objectives",
    says="What a unit or post is to achieve or keep up.",
    kind="objective",
    model="objectives.Objective",
    own=(
        choice("kind", "kind of objective", ("standing", "change", "development"), needed=True),
        reference("reviewer", "people", "who reviews it"),
        text("learned", "what was learned"),
        yes_no("was_achieved", "whether it was achieved", may_be_empty=True),
    ),
)

PLANS = item_table(
    "plans",
    says="How objectives are to be reached.",
    kind="plan",
    model="plans.Plan",
    own=(
        text("purpose", "what it is for"),
        decimal("budget", "budget", digits=14, places=2, least=0),
    ),
)

BEHAVIOURS = Table(
    name="behaviours",
    says="What living a value looks like, or does not.",
    model="direction.Behaviour",
    key=("value", "kind", "level", "words"),
    columns=(
        reference("value", "values", "the value", needed=True),
        choice("kind", "whether we see it, or do not", ("seen", "not_seen"), default="seen"),
        choice("level", "level of post; empty: every level", LEVELS, may_be_empty=True),
        text("words", "the behaviour", longest=300, needed=True),
        integer("position", "place in the list", most=SMALL),
    ),
)

LINKS = Table(
    name="links",
    says="How one item hangs from another, from the lower to the upper.",
    model="thread.Link",
    key=("lower", "upper", "kind", "made_at"),
    repeats=True,
    columns=(
        reference("lower", "items", "the item that serves", needed=True),
        reference("upper", "items", "the item that it serves", needed=True),
        choice("kind", "how it serves", ("serves", "measures", "mitigates", "governs", "evidences"), default="serves"),
        moment("made_at", "when it was made", default="now"),
        yes_no("is_primary", "whether it is the one line up that figures follow"),
        choice("state", "state", ("proposed", "affirmed", "needs_reaffirm", "retired"), default="affirmed"),
        integer("upper_version", "version of the upper item that it was affirmed against", default="1"),
        text("reason", "why it serves"),
        reference("made_by", "people", "who made it"),
        reference("affirmed_by", "people", "who affirmed it last"),
        moment("affirmed_at", "when"),
        moment("asked_at", "when its owner was asked to affirm it again"),
        text("asked_because", "why they were asked", longest=300),
    ),
)

ITEM_VERSIONS = Table(
    name="item_versions",
    says="The words of items as they stood at each version.",
    model="thread.ItemVersion",
    key=("item", "version"),
    large=True,
    columns=(
        reference("item", "items", "the item", needed=True),
        integer("version", "version", needed=True),
        text("title", "its title then", longest=300),
        text("words", "its words then"),
        text("reason", "why they were changed"),
        reference("by", "people", "who changed them"),
        moment("at", "when", needed=True),
    ),
)

CHECK_INS = Table(
    name="check_ins",
    says="Where items stood, in their owners' words.",
    model="thread.CheckIn",
    key=("item", "at"),
    repeats=True,
    large=True,
    columns=(
        reference("item", "items", "the item", needed=True),
        moment("at", "when it was said", needed=True),
        reference("by", "people", "who said it"),
        choice("said", "how it stands", SAID, may_be_empty=True),
        integer("confidence", "how sure they were, 0 to 10", most=10, may_be_empty=True),
        text("words", "their words"),
        text("help_wanted", "what help they asked for"),
    ),
)

COMMENTS = Table(
    name="comments",
    says="What people wrote below items.",
    model="thread.Comment",
    key=("item", "at"),
    repeats=True,
    large=True,
    columns=(
        reference("item", "items", "the item", needed=True),
        moment("at", "when", needed=True),
        reference("by", "people", "who wrote it"),
        text("words", "their words"),
        moment("edited_at", "when they last changed it"),
        moment("removed_at", "when it was taken away"),
    ),
)

WATCHES = Table(
    name="watches",
    says="Who is told when an item changes.",
    model="thread.Watch",
    key=("item", "person"),
    columns=(
        reference("item", "items", "the item", needed=True),
        reference("person", "people", "who watches it", needed=True),
        moment("since", "since when", default="now"),
    ),
)

FINDING_DECISIONS = Table(
    name="finding_decisions",
    says="Findings that were accepted or put off. All others are found again.",
    model="findings.Finding",
    key=("item", "upper", "task", "post", "unit", "code"),
    only="state",
    large=True,
    columns=(
        text("code", "code of the rule, such as B4", longest=8, needed=True),
        reference("item", "items", "the item that it is about"),
        reference("upper", "items", "for B7: the item that it serves"),
        reference("task", "tasks", "the task that it is about"),
        reference("post", "posts", "the post that it is about"),
        reference("unit", "units", "the unit that it is about"),
        choice("state", "what was decided", ("accepted", "snoozed"), needed=True),
        text("reason", "why"),
        day("again_on", "day on which it is looked at again", needed=True),
        reference("decided_by", "people", "who decided"),
        moment("decided_at", "when"),
        moment("first_seen_at", "when it was first found", default="now"),
    ),
)
