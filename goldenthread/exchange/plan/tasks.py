"""One row of a plan as a task: its dates, its state, and the words in which the source gave them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.exchange.dates import When, Word
from goldenthread.exchange.plan.cells import Cells
from goldenthread.exchange.reading.tables import plain
from goldenthread.exchange.records import Origin, Record, Scalar

TITLE_LONGEST = 300
WORDS_LONGEST = 60


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as its row gives it. `serves` is the key of what it serves in the same source, or empty."""

    row: int
    key: str
    title: str
    notes: str
    serves: str
    assignee: dict[str, Scalar]
    starts: When
    due: When
    started: When
    done: When
    state: str
    done_on: date | None

    @property
    def starts_on(self) -> date | None:
        """The first day of its planned start, unless it is due before that."""
        if self.starts.first and self.due.last and self.due.last < self.starts.first:
            return None
        return self.starts.first


def read_task(row: int, row_cells: Sequence[str], key: str, serves: str, cells: Cells, *, as_of: date) -> TaskRow:
    title = cells.text(row_cells, "task.title")
    notes = cells.long_text(row_cells, "task.notes")
    starts = cells.when(row, row_cells, "task.starts")
    due = cells.when(row, row_cells, "task.due")
    started = cells.when(row, row_cells, "task.started")
    done = cells.when(row, row_cells, "task.done")
    if starts.first and due.last and due.last < starts.first:
        cells.notes.add(
            row,
            "due_before_start",
            "task.due",
            due.text,
            f"Due before it starts ({starts.text}): the start was left out.",
            "Correct one of the two dates in the file.",
        )
    state = state_of(row, row_cells, cells, starts, started, done)
    done_on = day_done(row, state, due, done, cells, as_of=as_of)
    return TaskRow(
        row=row,
        key=key,
        title=cells.notes.cut(row, "task.title", title, TITLE_LONGEST),
        notes=f"{title}\n\n{notes}".strip() if len(title) > TITLE_LONGEST else notes,
        serves=serves,
        assignee=cells.assignee(row, row_cells, "task.owner"),
        starts=starts,
        due=due,
        started=started,
        done=done,
        state=state,
        done_on=done_on,
    )


def state_of(row: int, row_cells: Sequence[str], cells: Cells, starts: When, started: When, done: When) -> str:
    """Return the state that the state column says, else the one that the dates show."""
    text = cells.text(row_cells, "task.state")
    if text:
        state = cells.mapping.state_words.get(plain(text))
        if state is not None:
            return state
        cells.notes.add(
            row,
            "unknown_state",
            "task.state",
            text,
            "This state is not known: the task's dates say how it stands.",
            "Say in the mapping what the word means, under [state_words].",
        )
    if done.is_given:
        return "done"
    is_begun = started.is_given or Word.STARTED in {starts.word, started.word}
    return "doing" if is_begun else "open"


def day_done(row: int, state: str, due: When, done: When, cells: Cells, *, as_of: date) -> date | None:
    """Return the day on which a task was done; where none is given, the day it was due, at the latest `as_of`."""
    if state != "done":
        return None
    if done.first is not None and done.last is not None:
        return max(done.first, min(done.last, as_of))
    day = min(due.last, as_of) if due.last is not None else as_of
    cells.notes.add(
        row,
        "done_without_day",
        "task.done",
        done.text,
        f"Done, and no day is given: {day.day} {day:%b %Y} was taken.",
        "Give the day in the file or on the task's own page.",
    )
    return day


def task_records(task: TaskRow, *, source: str, role: str) -> list[Record]:
    """Return the task, and its dates in the source's words where they are not plain days."""
    origin = Origin(role, task.row)
    values: dict[str, Scalar] = {
        "title": task.title,
        "notes": task.notes,
        "serves": task.serves or None,
        "state": task.state,
        "starts_on": task.starts_on,
        "due_on": task.due.last,
        "started_on": task.started.first,
        "done_on": task.done_on,
        **task.assignee,
    }
    records = [Record("tasks", task.key, values, origin, source, task.title)]
    words = [words_of(task.starts), words_of(task.due)]
    if any(words):
        dates: dict[str, Scalar] = {"task": task.key, "start_words": words[0], "due_words": words[1]}
        records.append(Record("task_dates", task.key, dates, origin, source, task.title))
    return records


def words_of(when: When) -> str:
    """Return the source's words for a date that is a month, a year or a word; a day needs none."""
    return "" if when.is_day or not when.text or when.word is Word.NONE else when.text[:WORDS_LONGEST]
