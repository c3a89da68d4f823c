"""A plan in a spreadsheet, one row a step → goals, objectives, plans and tasks, and how they hang together. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from goldenthread.exchange.notes import Notes
from goldenthread.exchange.plan.cells import Cells, Known, columns_of, date_columns
from goldenthread.exchange.plan.mapping import PlanMapping
from goldenthread.exchange.plan.tasks import TITLE_LONGEST, TaskRow, read_task, task_records
from goldenthread.exchange.plan_status import status_of
from goldenthread.exchange.reading import Table
from goldenthread.exchange.reading.encodings import mending
from goldenthread.exchange.reading.tables import plain
from goldenthread.exchange.records import Bundle, Gravity, Origin, Record, Scalar, compose_key

PLAN = "plan"


def parse_plan(table: Table, mapping: PlanMapping, *, as_of: date, known: Known | None = None) -> Bundle:
    """Return everything in a plan, with every row in a record or among the problems.

    Keys are the source's own, under `mapping.source`. `as_of` is the day on which the plan says how things stand: a
    task that is done without a day was done when it was due, or then.

    Raises:
        WrongFile: a column that the mapping names is not in the table, or the table is something else.
    """
    table, mangled = mending(table, wanted=mapping.mends_quotation_marks)
    columns = columns_of(table, mapping)
    notes = Notes(PLAN, columns)
    cells = Cells(columns, mapping, date_columns(columns, mapping), known or Known(), notes)
    plan = Plan(cells, as_of=as_of)
    for row in table.rows:
        if notes.check_shape(row):
            plan.take(row.number, row.cells)
    bundle = Bundle(problems=notes.problems, rows_read={PLAN: len(table)})
    bundle.records += plan.records()
    bundle.facts.update(plan.facts())
    bundle.facts.update(mangled)
    bundle.facts["stopped_rows"] = len(
        {problem.origin for problem in bundle.problems if problem.gravity is Gravity.STOPPED}
    )
    return bundle


@dataclass(slots=True)
class Upper:
    """A goal or an objective, from the first row that names it. `above` is the key of the goal that it serves."""

    table: str
    key: str
    title: str
    values: dict[str, Scalar]
    row: int
    above: str = ""
    starts: list[date] = field(default_factory=list)
    ends: list[date] = field(default_factory=list)


class Plan:
    """What was read so far, row by row."""

    def __init__(self, cells: Cells, *, as_of: date) -> None:
        self.cells = cells
        self.as_of = as_of
        self.uppers: dict[str, Upper] = {}
        self.tasks: dict[str, TaskRow] = {}
        self.before: dict[str, str] = {}

    def take(self, row: int, cells: Sequence[str]) -> None:
        """Read one row: its goal, its objective and its task, as far as the mapping has them."""
        goal = self.upper(row, cells, "goal", "")
        objective = self.upper(row, cells, "objective", goal)
        task = self.task(row, cells, objective or goal)
        first = self.uppers[objective or goal].row if objective or goal else 0
        if not task and first and first != row:
            self.cells.notes.add(
                row, "nothing_new", "", "", f"This row says nothing that row {first} does not say.", "Nothing to do."
            )
        if not (goal or objective or task):
            self.cells.notes.stop(
                row, "nothing_named", "", "", "Nothing in this row has a title.", "Fill in a title, or delete the row."
            )

    def key_of(self, cells: Sequence[str], part: str) -> str:
        """Return the key of a part of a row: the source's own, else one made from the title; empty without a title."""
        title = self.cells.text(cells, f"{part}.title")
        own = self.cells.text(cells, f"{part}.key")
        if not title:
            return ""
        if own:
            return f"{part} {own}"[:200]
        return f"{part} {hashlib.sha256(plain(title).encode()).hexdigest()[:16]}"

    def upper(self, row: int, cells: Sequence[str], part: str, above: str) -> str:
        """Return the key of a row's goal or objective, taking it when it is new."""
        if part not in self.cells.mapping.parts:
            return ""
        key = self.key_of(cells, part)
        if not key:
            return self.from_above(row, cells, part)
        self.before[part] = key
        if part == "goal":
            self.before.pop("objective", None)
        if key not in self.uppers:
            self.uppers[key] = self.read_upper(row, cells, part, key, above)
        else:
            self.compare(row, cells, part, self.uppers[key], above)
        return key

    def from_above(self, row: int, cells: Sequence[str], part: str) -> str:
        if self.cells.mapping.fill_down and part in self.before:
            return self.before[part]
        key = self.cells.text(cells, f"{part}.key")
        if key:
            self.cells.notes.add(
                row, "no_title", f"{part}.title", key, f"This {part} has a number and no title.", "Fill in its title."
            )
        return ""

    def read_upper(self, row: int, row_cells: Sequence[str], part: str, key: str, above: str) -> Upper:
        cells = self.cells
        title = cells.text(row_cells, f"{part}.title")
        description = cells.long_text(row_cells, f"{part}.description")
        if len(title) > TITLE_LONGEST:
            description = f"{title}\n\n{description}".strip()
        values: dict[str, Scalar] = {
            "title": cells.notes.cut(row, f"{part}.title", title, TITLE_LONGEST),
            **({"description": description} if cells.columns.has(f"{part}.description") or description else {}),
            **cells.owner(row, row_cells, f"{part}.owner"),
        }
        upper = Upper(f"{part}s", key, str(values["title"]), values, row, above)
        if part == "objective":
            values["kind"] = cells.mapping.objective_kind
            self.own_dates(row, row_cells, upper)
        return upper

    def own_dates(self, row: int, row_cells: Sequence[str], upper: Upper) -> None:
        starts = self.cells.when(row, row_cells, "objective.starts").first
        ends = self.cells.when(row, row_cells, "objective.ends").last
        if starts and ends and ends < starts:
            header = self.cells.columns.raw(row_cells, "objective.ends")
            self.cells.notes.add(
                row,
                "due_before_start",
                "objective.ends",
                header,
                "It ends before it starts: the start was left out.",
                "Correct one of the two dates in the file.",
            )
            starts = None
        if starts:
            upper.values["starts_on"] = starts
        if ends:
            upper.values["ends_on"] = ends

    def compare(self, row: int, cells: Sequence[str], part: str, upper: Upper, above: str) -> None:
        """Note where a row says something else of a goal or objective than the first row that named it."""
        title = self.cells.text(cells, f"{part}.title")
        if len(title) <= TITLE_LONGEST and title != upper.title:
            self.cells.notes.add(
                row,
                "other_title",
                f"{part}.title",
                title,
                f"Row {upper.row} calls this {part} “{upper.title}”: that was taken.",
                f"Give the {part} one title in the file, or another number.",
            )
        if above and upper.above and above != upper.above:
            self.cells.notes.add(
                row,
                "other_goal",
                f"{part}.key",
                self.cells.text(cells, f"{part}.key"),
                f"Row {upper.row} puts this {part} under another goal: that was taken.",
                f"Put the {part} under one goal in the file.",
            )

    def task(self, row: int, cells: Sequence[str], serves: str) -> str:
        if self.cells.mapping.task is None:
            return ""
        key = self.key_of(cells, "task")
        if not key:
            return ""
        if not self.cells.columns.has("task.key"):
            key = self.number_of_title(key, serves)
        first = self.tasks.get(key)
        if first is not None:
            self.cells.notes.stop(
                row,
                "task_twice",
                "task.key",
                self.cells.text(cells, "task.key"),
                f"Row {first.row} is the task with this number.",
                "Give each task its own number in the file.",
            )
            return key
        to = f"plan {serves}" if self.cells.mapping.plan_title and serves.startswith("objective ") else serves
        task = read_task(row, cells, key, to, self.cells, as_of=self.as_of)
        self.tasks[key] = task
        if serves in self.uppers:
            upper = self.uppers[serves]
            upper.starts += [task.starts_on] if task.starts_on else []
            upper.ends += [task.due.last] if task.due.last else []
        return key

    def number_of_title(self, key: str, serves: str) -> str:
        """Return a key for a task without a number: like titles below one objective are counted."""
        digest = hashlib.sha256(f"{key}\x1f{serves}".encode()).hexdigest()[:16]
        count = 1
        while f"task {digest} {count}" in self.tasks:
            count += 1
        return f"task {digest} {count}"

    def records(self) -> list[Record]:
        """Return tasks and their dates first, which is what a row is about, then goals, objectives, plans and links."""
        source = self.cells.mapping.source
        uppers: list[Record] = []
        plans: list[Record] = []
        links: list[Record] = []
        places: Counter[tuple[str, str]] = Counter()
        for upper in self.uppers.values():
            places[upper.table, upper.above] += 1
            when_new: dict[str, Scalar] = {"position": places[upper.table, upper.above]}
            origin = Origin(PLAN, upper.row)
            if upper.table == "objectives":
                when_new |= self.dates_of_tasks(upper)
                if self.cells.mapping.plan_title:
                    title = self.cells.mapping.plan_title.replace("{title}", upper.title)[:TITLE_LONGEST]
                    plan = f"plan {upper.key}"
                    plans.append(
                        Record("plans", plan, {"title": title}, origin, source, title, self.dates_of_tasks(upper))
                    )
                    links.append(self.link(plan, upper.key, origin))
            uppers.append(Record(upper.table, upper.key, upper.values, origin, source, upper.title, when_new))
            if upper.above:
                links.append(self.link(upper.key, upper.above, origin))
        uppers.sort(key=lambda record: record.table)
        tasks = [record for task in self.tasks.values() for record in task_records(task, source=source, role=PLAN)]
        return [*tasks, *uppers, *plans, *links]

    def link(self, lower: str, upper: str, origin: Origin) -> Record:
        values: dict[str, Scalar] = {"lower": lower, "upper": upper, "kind": "serves", "is_primary": True}
        return Record("links", compose_key(lower, upper, "serves"), values, origin, self.cells.mapping.source)

    def dates_of_tasks(self, upper: Upper) -> dict[str, Scalar]:
        """Return the first start and last end of an objective's tasks, where the objective's own are not given."""
        dates: dict[str, Scalar] = {}
        if upper.starts and "starts_on" not in upper.values:
            dates["starts_on"] = min(upper.starts)
        if upper.ends and "ends_on" not in upper.values:
            dates["ends_on"] = max(upper.ends)
        return dates

    def facts(self) -> dict[str, object]:
        """Return the counts by which an import is checked against other people's."""
        starts = (status_of(task.starts, task.started, as_of=self.as_of) for task in self.tasks.values())
        ends = (status_of(task.due, task.done, as_of=self.as_of) for task in self.tasks.values())
        return {
            "goals": sum(upper.table == "goals" for upper in self.uppers.values()),
            "objectives": sum(upper.table == "objectives" for upper in self.uppers.values()),
            "tasks": len(self.tasks),
            "start_status": dict(Counter(status.value for status in starts if status is not None)),
            "end_status": dict(Counter(status.value for status in ends if status is not None)),
            "dates": {self.cells.columns.header(code): column.reason for code, column in self.cells.dates.items()},
        }
