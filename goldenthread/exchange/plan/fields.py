"""Where the columns of a plan can go, with the headers that plans usually have."""

from __future__ import annotations

from goldenthread.exchange.fields import Field, Holds

# A field's code is the part and what it says of it, as in a mapping: [goal] title = "..." is goal.title.
PLAN_FIELDS: tuple[Field, ...] = (
    Field("goal.key", "Goal: number", ("priority_id", "Priority number", "Goal number", "Goal id"), Holds.KEY),
    Field("goal.title", "Goal: title", ("priority_body", "Priority", "Strategic priority", "Goal", "Aim", "Outcome")),
    Field(
        "goal.description", "Goal: what it means", ("priority_strapline", "Priority description", "Goal description")
    ),
    Field("goal.owner", "Goal: owner", ("Priority owner", "Goal owner")),
    Field("objective.key", "Objective: number", ("action_id", "Action number", "Objective number"), Holds.KEY),
    Field("objective.title", "Objective: title", ("action_body", "Action", "Objective", "Programme", "Workstream")),
    Field("objective.description", "Objective: what it means", ("Action description", "Objective description")),
    Field("objective.owner", "Objective: owner", ("Action owner", "Objective owner", "Directorate")),
    Field("task.key", "Task: number", ("subaction_id", "Sub-action number", "Task number", "Task id", "ID"), Holds.KEY),
    Field(
        "task.title", "Task: title", ("subaction_body", "Sub-action", "Subaction", "Task", "Milestone", "Deliverable")
    ),
    Field("task.notes", "Task: notes", ("subaction_notes", "Notes", "Comments", "Commentary")),
    Field("task.owner", "Task: who does it", ("Owner", "Task owner", "Responsible", "Assigned to")),
    Field(
        "task.starts",
        "Task: planned start",
        ("subaction_schedule_start_date", "Planned start", "Start date", "Start"),
        Holds.DATE,
    ),
    Field(
        "task.due",
        "Task: due",
        ("subaction_schedule_end_date", "Planned end", "End date", "Due date", "Deadline", "Due", "End"),
        Holds.DATE,
    ),
    Field("task.started", "Task: started on", ("act_start", "Actual start", "Started on"), Holds.DATE),
    Field("task.done", "Task: done on", ("act_end", "Actual end", "Completed on", "Finished on"), Holds.DATE),
    Field("task.state", "Task: state", ("State", "Status", "Progress")),
)
