"""Who may do what: one table of actions and relations. Pure data, no Django.

Relations are facts that rooms report ("this person leads this objective"). An action is allowed when the person has at
least one of its relations. A stranger has none, and none may do nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Relation(StrEnum):
    """What a person can be to a thing."""

    COLLEAGUE = "colleague"  # works here, has an account, and the thing is open to everyone here
    SELF = "self"  # the thing is about the person
    LINE_MANAGER = "line_manager"  # next filled post above the person it is about or who does it
    MANAGER_ABOVE = "manager_above"  # any filled post further up that line
    UNIT_LEADER = "unit_leader"  # holds the head post of the unit or of a unit above it
    OWNER = "owner"  # holds the owning post, or heads the owning unit; if vacant, next filled post above
    OWNER_ABOVE = "owner_above"  # stands above the owning post
    LEAD = "lead"  # the person named as leading it
    PAIRED_MANAGER = "paired_manager"  # holds the post that delivers the goal
    AUTHOR = "author"  # wrote the draft
    ASSIGNEE = "assignee"  # the task is theirs or their post's
    PLAN_MEMBER = "plan_member"  # works on the same plan, or leads or owns it
    DEVELOPMENT_LEAD = "development_lead"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Action(StrEnum):
    """What can be done."""

    # Structure
    STRUCTURE_VIEW = "structure.view"  # units, posts, people: name, post, line
    STRUCTURE_EDIT = "structure.edit"
    STRUCTURE_HISTORY = "structure.history"  # what was done to a unit, post or role profile, by whom
    PERSON_VIEW = "person.view"
    PERSON_EDIT = "person.edit"
    PERSON_HISTORY = "person.history"  # what was done to somebody's record, and posts held before
    PERSON_VIEW_SIGHT = "person.view_sight"  # hours and line of sight of one person
    PERSON_VIEW_HELD = "person.view_held"  # everything held about somebody
    PERSON_MERGE = "person.merge"
    PERSON_ERASE = "person.erase"  # the personal data of who has left, for good
    PERSON_HAND_OVER = "person.hand_over"
    UNIT_VIEW_LOAD = "unit.view_load"
    # Items
    ITEM_VIEW = "item.view"
    ITEM_VIEW_RESTRICTED = "item.view_restricted"  # development objectives
    ITEM_VIEW_DRAFT = "item.view_draft"
    ITEM_EDIT = "item.edit"
    ITEM_EDIT_RESTRICTED = "item.edit_restricted"
    ITEM_RETIRE = "item.retire"
    ITEM_CONNECT = "item.connect"  # make, move or end the link up from it
    ITEM_AFFIRM = "item.affirm"
    ITEM_CHECK_IN = "item.check_in"
    ITEM_COMMENT = "item.comment"
    ITEM_ADD_BELOW = "item.add_below"
    ITEM_CREATE = "item.create"
    COMMENT_EDIT = "comment.edit"  # one's own words
    COMMENT_REMOVE = "comment.remove"
    NOTICE_READ = "notice.read"
    VISION_WRITE = "vision.write"
    VALUE_WRITE = "value.write"
    GOAL_WRITE = "goal.write"
    # Tasks
    TASK_VIEW = "task.view"
    TASK_EDIT = "task.edit"
    TASK_DO = "task.do"
    TASK_CREATE = "task.create"
    # Findings
    FINDINGS_VIEW = "findings.view"
    FINDING_ACCEPT = "finding.accept"
    FINDING_REMIND = "finding.remind"
    # Running the installation
    IMPORT_RUN = "import.run"
    EXPORT_RUN = "export.run"
    JOBS_VIEW = "jobs.view"
    JOB_VIEW = "job.view"  # one job: see it, stop it, try it again
    ACCOUNTS_MANAGE = "accounts.manage"
    ORGANISATION_EDIT = "organisation.edit"
    AUDIT_VIEW = "audit.view"
    YEAR_CLOSE = "year.close"


_EVERYONE = frozenset({Relation.COLLEAGUE})
_OWNERS = frozenset({Relation.OWNER, Relation.LEAD, Relation.OWNER_ABOVE, Relation.PAIRED_MANAGER})
_ADMINISTRATOR = frozenset({Relation.ADMINISTRATOR})
_PERSONAL = frozenset({Relation.SELF, Relation.LINE_MANAGER})

POLICY: dict[Action, frozenset[Relation]] = {
    Action.STRUCTURE_VIEW: _EVERYONE,
    Action.STRUCTURE_EDIT: _ADMINISTRATOR,
    Action.STRUCTURE_HISTORY: frozenset(
        {
            Relation.OWNER,
            Relation.LINE_MANAGER,
            Relation.MANAGER_ABOVE,
            Relation.UNIT_LEADER,
            Relation.ADMINISTRATOR,
            Relation.AUDITOR,
        }
    ),
    Action.PERSON_VIEW: _EVERYONE,
    Action.PERSON_EDIT: _ADMINISTRATOR,
    Action.PERSON_HISTORY: frozenset({Relation.SELF, Relation.ADMINISTRATOR, Relation.AUDITOR}),
    Action.PERSON_VIEW_SIGHT: _PERSONAL | {Relation.MANAGER_ABOVE},
    Action.PERSON_VIEW_HELD: frozenset({Relation.SELF}),
    Action.PERSON_MERGE: _ADMINISTRATOR,
    Action.PERSON_ERASE: _ADMINISTRATOR,
    Action.PERSON_HAND_OVER: _ADMINISTRATOR | {Relation.LINE_MANAGER, Relation.MANAGER_ABOVE},
    Action.UNIT_VIEW_LOAD: frozenset({Relation.UNIT_LEADER}),
    Action.ITEM_VIEW: _EVERYONE,
    Action.ITEM_VIEW_RESTRICTED: _PERSONAL,
    Action.ITEM_VIEW_DRAFT: frozenset({Relation.OWNER, Relation.LEAD, Relation.PAIRED_MANAGER, Relation.AUTHOR}),
    Action.ITEM_EDIT: _OWNERS | _ADMINISTRATOR | {Relation.AUTHOR},
    Action.ITEM_EDIT_RESTRICTED: _PERSONAL,
    Action.ITEM_RETIRE: _OWNERS | _ADMINISTRATOR | {Relation.AUTHOR, Relation.SELF},
    Action.ITEM_CONNECT: _OWNERS | _ADMINISTRATOR | {Relation.AUTHOR, Relation.SELF},
    Action.ITEM_AFFIRM: frozenset({Relation.OWNER, Relation.LEAD, Relation.OWNER_ABOVE, Relation.SELF}),
    Action.ITEM_CHECK_IN: _OWNERS | {Relation.SELF},
    Action.ITEM_COMMENT: _EVERYONE | _PERSONAL,
    Action.ITEM_ADD_BELOW: _EVERYONE,
    Action.ITEM_CREATE: _EVERYONE,
    Action.COMMENT_EDIT: frozenset({Relation.AUTHOR}),
    Action.COMMENT_REMOVE: _ADMINISTRATOR | {Relation.AUTHOR},
    Action.NOTICE_READ: frozenset({Relation.SELF}),
    Action.VISION_WRITE: _ADMINISTRATOR | {Relation.UNIT_LEADER},
    Action.VALUE_WRITE: _ADMINISTRATOR | {Relation.UNIT_LEADER},
    Action.GOAL_WRITE: _ADMINISTRATOR | {Relation.UNIT_LEADER},
    Action.TASK_VIEW: frozenset(
        {
            Relation.ASSIGNEE,
            Relation.LINE_MANAGER,
            Relation.MANAGER_ABOVE,
            Relation.PLAN_MEMBER,
            Relation.AUTHOR,
        }
    ),
    Action.TASK_EDIT: frozenset(
        {Relation.ASSIGNEE, Relation.LINE_MANAGER, Relation.MANAGER_ABOVE, Relation.PLAN_MEMBER, Relation.AUTHOR}
    ),
    Action.TASK_DO: frozenset({Relation.ASSIGNEE, Relation.LINE_MANAGER, Relation.MANAGER_ABOVE}),
    Action.TASK_CREATE: _EVERYONE,
    Action.FINDINGS_VIEW: _EVERYONE,
    Action.FINDING_ACCEPT: _OWNERS | {Relation.ASSIGNEE, Relation.LINE_MANAGER, Relation.MANAGER_ABOVE},
    Action.FINDING_REMIND: _EVERYONE,
    Action.IMPORT_RUN: _ADMINISTRATOR,
    Action.EXPORT_RUN: _ADMINISTRATOR,
    Action.JOBS_VIEW: _ADMINISTRATOR,
    Action.JOB_VIEW: _ADMINISTRATOR | {Relation.OWNER},
    Action.ACCOUNTS_MANAGE: _ADMINISTRATOR,
    Action.ORGANISATION_EDIT: _ADMINISTRATOR,
    Action.AUDIT_VIEW: frozenset({Relation.AUDITOR}),
    Action.YEAR_CLOSE: _ADMINISTRATOR | {Relation.UNIT_LEADER},
}


def is_allowed(action: Action, relations: Iterable[Relation]) -> bool:
    """Tell whether somebody with these relations may do this. No relations: never."""
    return not POLICY[action].isdisjoint(relations)
