"""The tables of what is measured, carried and done."""

from __future__ import annotations

from goldenthread.exchange.tables.kinds import (
    SMALL,
    Table,
    choice,
    clock,
    day,
    decimal,
    integer,
    moment,
    reference,
    text,
    yes_no,
)
from goldenthread.exchange.tables.thread import LENSES

BIGGEST = 9_223_372_036_854_775_807

KEY_RESULTS = Table(
    name="key_results",
    says="What objectives are judged by.",
    model="objectives.KeyResult",
    key=("objective", "title"),
    columns=(
        reference("objective", "objectives", "the objective", needed=True),
        text("title", "what is measured", longest=300, needed=True),
        choice("kind", "a result to reach, or a measure to keep", ("result", "measure"), default="result"),
        text("unit_of_measure", "unit, such as minutes", longest=60),
        choice("direction", "which way is better", ("up", "down", "band"), default="up"),
        decimal("baseline", "value at the start", digits=18, places=4),
        decimal("band_low", "lower end of a band", digits=18, places=4),
        decimal("target", "value to reach, or upper end of a band", digits=18, places=4),
        day("due_on", "day by which it is to be reached"),
        integer("position", "place in the list", most=SMALL),
    ),
)

READINGS = Table(
    name="readings",
    says="The values of key results and measures, day by day.",
    model="objectives.Reading",
    key=("key_result", "on"),
    large=True,
    columns=(
        reference("key_result", "key_results", "objective and title, joined by a bar", needed=True),
        day("on", "day", needed=True),
        decimal("value", "value", digits=18, places=4, needed=True),
        text("note", "a note", longest=300),
    ),
)

DUTIES = Table(
    name="duties",
    says="Which posts carry which standing objectives.",
    model="objectives.Duty",
    key=("post", "objective"),
    columns=(
        reference("post", "posts", "the post", needed=True),
        reference("objective", "objectives", "the standing objective", needed=True),
        integer("weight", "its weight among the post's duties", least=1, most=1000, default="1"),
    ),
)

TASKS = Table(
    name="tasks",
    says="Pieces of work.",
    model="plans.Task",
    key=("number",),
    large=True,
    columns=(
        integer("number", "the number in T-1204", least=1, most=BIGGEST, needed=True, field="id"),
        text("title", "what is to be done", longest=300, needed=True),
        text("notes", "notes"),
        reference("serves", "items", "the plan or other item that it serves; empty: nothing"),
        reference("person", "people", "whose task it is (a person or a post, not both)"),
        reference("post", "posts", "the post whose task it is"),
        reference("asked_by", "people", "who asked for it"),
        choice("lens", "kind of work; empty: as what it serves", LENSES, may_be_empty=True),
        choice("state", "state", ("open", "doing", "done", "dropped"), default="open"),
        integer("priority", "1 high, 2 ordinary, 3 low", least=1, most=3, default="2"),
        integer("effort_minutes", "minutes that it takes"),
        integer("remaining_minutes", "minutes still to do"),
        day("starts_on", "first day"),
        day("due_on", "day by which it is due"),
        day("planned_on", "day on which somebody means to do it"),
        clock("planned_from", "from what time"),
        day("started_on", "day on which it was begun"),
        day("done_on", "day on which it was done"),
        integer("position", "place in its plan"),
        moment("created_at", "when it was made", default="now"),
    ),
)

TASK_PARTS = Table(
    name="task_parts",
    says="The lines of tasks' checklists.",
    model="plans.TaskPart",
    key=("task", "position"),
    repeats=True,
    large=True,
    columns=(
        reference("task", "tasks", "number of the task", needed=True),
        integer("position", "place in the list", most=SMALL),
        text("words", "what is to be done", longest=300),
        yes_no("is_done", "whether it is done"),
    ),
)

TASK_DATES = Table(
    name="task_dates",
    says="Dates of tasks as a source wrote them, where they are words rather than days.",
    model="plans.TaskDates",
    key=("task",),
    large=True,
    columns=(
        reference("task", "tasks", "number of the task", needed=True),
        text("start_words", "when it starts, in the source's words", longest=60),
        text("due_words", "when it is due, in the source's words", longest=60),
    ),
)

SOURCE_KEYS = Table(
    name="source_keys",
    says="Which record a key of somebody else's file means.",
    model="exchange.SourceKey",
    key=("source", "table", "key"),
    # It may name tasks, which are large, so it comes after them.
    large=True,
    columns=(
        text("source", "the source", longest=64, needed=True),
        text("table", "the table of the record", longest=32, needed=True),
        text("key", "the source's own key", longest=200, needed=True),
        text("record", "our key of the record", needed=True, field="number"),
    ),
)
