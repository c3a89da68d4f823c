"""Which columns of a spreadsheet make goals, objectives and tasks. Pure.

A mapping is a TOML file. Columns are named by their headers:

    name = "Business plan of a department"   # for people
    source = "department-plan"               # keys are remembered under this name; keep it from year to year
    empty = ["NA"]                           # words that mean an empty cell
    fill_down = false                        # an empty goal or objective means the one in the row above
    month_first = false                      # only where the dates themselves do not settle it
    mend_quotation_marks = true              # false: Ô and Õ stay, though another program mangled quotation marks

    [goal]                                   # leave a part out and it is not made
    key = "priority_id"                      # tells goals apart; without it, the title does
    title = "priority_body"
    description = "priority_strapline"
    owner = "priority_owner"                 # a post's reference or title, or a unit's code or name

    [objective]
    kind = "change"                          # change, standing
    key = "action_id"
    title = "action_body"
    starts = "action_start"                  # without dates: from the first start to the last end of its tasks
    ends = "action_end"

    [plan]                                   # with this part every objective gets a plan, and tasks serve the plan
    title = "Plan for {title}"

    [task]
    key = "subaction_id"
    title = "subaction_body"
    notes = "subaction_notes"
    owner = "owner"                          # also a person's staff number, e-mail address or name
    starts = "start"
    due = "end"
    started = "actual_start"
    done = "actual_end"
    state = "status"

    [state_words]                            # words of the state column beyond the usual ones
    "Signed off" = "done"                    # open, doing, done, dropped
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goldenthread.exchange.reading.tables import plain

SOURCE_LONGEST = 64
KINDS = ("change", "standing")
STATES = ("open", "doing", "done", "dropped")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "goal": ("key", "title", "description", "owner"),
    "objective": ("key", "title", "description", "owner", "starts", "ends"),
    "task": ("key", "title", "notes", "owner", "starts", "due", "started", "done", "state"),
}
USUAL_STATES: Mapping[str, str] = {
    "open": "open", "to do": "open", "not started": "open", "planned": "open", "not due": "open",
    "doing": "doing", "started": "doing", "in progress": "doing", "under way": "doing", "underway": "doing",
    "on track": "doing", "at risk": "doing", "off track": "doing", "delayed": "doing",
    "done": "done", "complete": "done", "completed": "done", "finished": "done", "closed": "done", "delivered": "done",
    "dropped": "dropped", "cancelled": "dropped", "canceled": "dropped", "withdrawn": "dropped", "stopped": "dropped",
}  # fmt: skip


class BadMapping(ValueError):
    """A mapping that cannot be followed; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Part:
    """The columns of one part, by what they say: headers as written in the mapping, or places in the row."""

    columns: Mapping[str, str | int]

    def has(self, name: str) -> bool:
        return name in self.columns


@dataclass(frozen=True, slots=True)
class PlanMapping:
    """A mapping as it was read. A part that is None is not made; `plan_title` is empty when no plans are made."""

    source: str
    name: str = ""
    goal: Part | None = None
    objective: Part | None = None
    task: Part | None = None
    objective_kind: str = "change"
    plan_title: str = ""
    empty: frozenset[str] = frozenset()
    fill_down: bool = False
    month_first: bool = False
    mends_quotation_marks: bool = True
    state_words: Mapping[str, str] = field(default_factory=lambda: USUAL_STATES)

    @property
    def parts(self) -> Mapping[str, Part]:
        named = {"goal": self.goal, "objective": self.objective, "task": self.task}
        return {name: part for name, part in named.items() if part is not None}


def read_mapping(text: str) -> PlanMapping:
    """Return the mapping that a TOML text holds.

    Raises:
        BadMapping: no TOML, an unknown entry, a missing one, or a value of the wrong kind.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(f"The mapping is not valid TOML: {error}.") from error
    refuse_unknown(data, ("name", "source", "empty", "fill_down", "month_first", "mend_quotation_marks",
                          "goal", "objective", "plan", "task", "state_words"), "The mapping")  # fmt: skip
    objective = table_of(data, "objective")
    plan = table_of(data, "plan")
    refuse_unknown(plan or {}, ("title",), "[plan]")
    words = state_words_of(table_of(data, "state_words") or {})
    kind = (objective or {}).pop("kind", "change")
    if kind not in KINDS:
        raise BadMapping(f"[objective] kind must be one of {', '.join(KINDS)}.")
    return made(
        PlanMapping(
            source=text_of(data, "source"),
            name=text_of(data, "name"),
            goal=part_of(table_of(data, "goal"), "goal"),
            objective=part_of(objective, "objective"),
            task=part_of(table_of(data, "task"), "task"),
            objective_kind=str(kind),
            plan_title="" if plan is None else str(plan.get("title", "Plan for {title}")),
            empty=frozenset(plain(str(word)) for word in list_of(data, "empty")),
            fill_down=switch_of(data, "fill_down"),
            month_first=switch_of(data, "month_first"),
            mends_quotation_marks=switch_of(data, "mend_quotation_marks", unsaid=True),
            state_words={**USUAL_STATES, **words},
        )
    )


def mapping_from_columns(
    places: Mapping[str, int], *, source: str, objective_kind: str = "change", makes_plans: bool = False,
    fill_down: bool = False, mends_quotation_marks: bool = True, empty: Sequence[str] = ("NA", "N/A", "-"),
) -> PlanMapping:  # fmt: skip
    """Return a mapping for columns that somebody chose: codes of PLAN_FIELDS ("goal.title") to places in the row.

    Raises:
        BadMapping: a part has columns and no title, or there is no part at all.
    """
    parts: dict[str, dict[str, str | int]] = {}
    for code, place in places.items():
        name, _dot, column = code.partition(".")
        parts.setdefault(name, {})[column] = place
    return made(
        PlanMapping(
            source=source,
            goal=part_of(parts.get("goal"), "goal"),
            objective=part_of(parts.get("objective"), "objective"),
            task=part_of(parts.get("task"), "task"),
            objective_kind=objective_kind,
            plan_title="Plan for {title}" if makes_plans else "",
            empty=frozenset(plain(word) for word in empty),
            fill_down=fill_down,
            mends_quotation_marks=mends_quotation_marks,
        )
    )


def made(mapping: PlanMapping) -> PlanMapping:
    """Return a mapping that can be followed, as it is."""
    if not mapping.source or len(mapping.source) > SOURCE_LONGEST:
        raise BadMapping(f"The mapping needs a source of 1 to {SOURCE_LONGEST} characters: a short name for this plan.")
    if not mapping.parts:
        raise BadMapping("The mapping makes nothing: it needs [goal], [objective] or [task].")
    if "{" in mapping.plan_title.replace("{title}", ""):
        raise BadMapping("[plan] title may hold {title} and no other braces.")
    if mapping.plan_title and mapping.objective is None:
        raise BadMapping("[plan] needs [objective]: every plan is how an objective is reached.")
    return mapping


def part_of(columns: Mapping[str, object] | None, name: str) -> Part | None:
    if columns is None:
        return None
    refuse_unknown(columns, COLUMNS[name], f"[{name}]")
    if "title" not in columns:
        raise BadMapping(f"[{name}] needs a title: the column that names it.")
    for column, header in columns.items():
        if not isinstance(header, str | int) or isinstance(header, bool):
            raise BadMapping(f"[{name}] {column} must be the header of a column.")
    return Part({column: header for column, header in columns.items() if isinstance(header, str | int)})


def refuse_unknown(data: Mapping[str, object], known: Sequence[str], where: str) -> None:
    for name in data:
        if name not in known:
            raise BadMapping(f"{where} has no entry “{name}”. It may have: {', '.join(known)}.")


def table_of(data: Mapping[str, object], name: str) -> dict[str, object] | None:
    value = data.get(name)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise BadMapping(f"[{name}] must be a table.")
    return dict(value)


def state_words_of(data: Mapping[str, object]) -> dict[str, str]:
    words: dict[str, str] = {}
    for word, state in data.items():
        if not isinstance(state, str) or state not in STATES:
            raise BadMapping(f"[state_words] “{word}” must be one of {', '.join(STATES)}.")
        words[plain(word)] = state
    return words


def text_of(data: Mapping[str, object], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise BadMapping(f"{name} must be text.")
    return value.strip()


def list_of(data: Mapping[str, object], name: str) -> list[object]:
    value = data.get(name, [])
    if not isinstance(value, list):
        raise BadMapping(f"{name} must be a list.")
    return value


def switch_of(data: Mapping[str, object], name: str, *, unsaid: bool = False) -> bool:
    value = data.get(name, unsaid)
    if not isinstance(value, bool):
        raise BadMapping(f"{name} must be true or false.")
    return value
