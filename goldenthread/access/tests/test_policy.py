"""The access table, written down a second time by hand: every action with every relation, yes or no.

Whoever changes the table changes this page too, and says in one line of a diff who may now do what.
"""

from __future__ import annotations

import pytest

from goldenthread.access.policy import POLICY, Action, Relation, is_allowed

RELATIONS = """
     1 colleague
     2 self
     3 line_manager
     4 manager_above
     5 unit_leader
     6 owner
     7 owner_above
     8 lead
     9 paired_manager
    10 author
    11 assignee
    12 plan_member
    13 development_lead
    14 administrator
    15 auditor
"""

TRUTH = """
action               1   2   3   4   5   6   7   8   9   10  11  12  13  14  15
structure.view       yes no  no  no  no  no  no  no  no  no  no  no  no  no  no
structure.edit       no  no  no  no  no  no  no  no  no  no  no  no  no  yes no
structure.history    no  no  yes yes yes yes no  no  no  no  no  no  no  yes yes
person.view          yes no  no  no  no  no  no  no  no  no  no  no  no  no  no
person.edit          no  no  no  no  no  no  no  no  no  no  no  no  no  yes no
person.history       no  yes no  no  no  no  no  no  no  no  no  no  no  yes yes
person.view_sight    no  yes yes yes no  no  no  no  no  no  no  no  no  no  no
person.view_held     no  yes no  no  no  no  no  no  no  no  no  no  no  no  no
person.merge         no  no  no  no  no  no  no  no  no  no  no  no  no  yes no
person.erase         no  no  no  no  no  no  no  no  no  no  no  no  no  yes no
person.hand_over     no  no  yes yes no  no  no  no  no  no  no  no  no  yes no
unit.view_load       no  no  no  no  yes no  no  no  no  no  no  no  no  no  no
item.view            yes no  no  no  no  no  no  no  no  no  no  no  no  no  no
item.view_restricted no  yes yes no  no  no  no  no  no  no  no  no  no  no  no
item.view_draft      no  no  no  no  no  yes no  yes yes yes no  no  no  no  no
item.edit            no  no  no  no  no  yes yes yes yes yes no  no  no  yes no
item.edit_restricted no  yes yes no  no  no  no  no  no  no  no  no  no  no  no
item.retire          no  yes no  no  no  yes yes yes yes yes no  no  no  yes no
item.connect         no  yes no  no  no  yes yes yes yes yes no  no  no  yes no
item.affirm          no  yes no  no  no  yes yes yes no  no  no  no  no  no  no
item.check_in        no  yes no  no  no  yes yes yes yes no  no  no  no  no  no
item.comment         yes yes yes no  no  no  no  no  no  no  no  no  no  no  no
item.add_below       yes no  no  no  no  no  no  no  no  no  no  no  no  no  no
item.create          yes no  no  no  no  no  no  no  no  no  no  no  no  no  no
comment.edit         no  no  no  no  no  no  no  no  no  yes no  no  no  no  no
comment.remove       no  no  no  no  no  no  no  no  no  yes no  no  no  yes no
notice.read          no  yes no  no  no  no  no  no  no  no  no  no  no  no  no
vision.write         no  no  no  no  yes no  no  no  no  no  no  no  no  yes no
value.write          no  no  no  no  yes no  no  no  no  no  no  no  no  yes no
goal.write           no  no  no  no  yes no  no  no  no  no  no  no  no  yes no
task.view            no  no  yes yes no  no  no  no  no  yes yes yes no  no  no
task.edit            no  no  yes yes no  no  no  no  no  yes yes yes no  no  no
task.do              no  no  yes yes no  no  no  no  no  no  yes no  no  no  no
task.create          yes no  no  no  no  no  no  no  no  no  no  no  no  no  no
findings.view        yes no  no  no  no  no  no  no  no  no  no  no  no  no  no
finding.accept       no  no  yes yes no  yes yes yes yes no  yes no  no  no  no
finding.remind       yes no  no  no  no  no  no  no  no  no  no  no  no  no  no
import.run           no  no  no  no  no  no  no  no  no  no  no  no  no  yes no
export.run           no  no  no  no  no  no  no  no  no  no  no  no  no  yes no
jobs.view            no  no  no  no  no  no  no  no  no  no  no  no  no  yes no
job.view             no  no  no  no  no  yes no  no  no  no  no  no  no  yes no
accounts.manage      no  no  no  no  no  no  no  no  no  no  no  no  no  yes no
organisation.edit    no  no  no  no  no  no  no  no  no  no  no  no  no  yes no
audit.view           no  no  no  no  no  no  no  no  no  no  no  no  no  no  yes
year.close           no  no  no  no  yes no  no  no  no  no  no  no  no  yes no
"""


def relations_in_order() -> list[Relation]:
    return [Relation(line.split()[1]) for line in RELATIONS.strip().splitlines()]


def written_pairs() -> dict[tuple[str, Relation], bool]:
    """Return what the text says: (action, relation) to yes or no. A row too short or a strange word raises."""
    pairs = {}
    for line in TRUTH.strip().splitlines()[1:]:
        action, *words = line.split()
        for relation, word in zip(relations_in_order(), words, strict=True):
            pairs[action, relation] = {"yes": True, "no": False}[word]
    return pairs


def test_the_table_says_yes_exactly_where_the_text_does() -> None:
    written = written_pairs()

    wrong = [
        f"{action} {relation}: the text says {'yes' if said else 'no'}"
        for (action, relation), said in written.items()
        if is_allowed(Action(action), [relation]) != said
    ]

    assert not wrong, "\n".join(wrong)


def test_no_pair_is_missing_from_the_text() -> None:
    missing = {(str(action), relation) for action in Action for relation in Relation} - set(written_pairs())

    assert not missing, sorted(f"{action} {relation}" for action, relation in missing)


def test_every_action_is_in_the_table() -> None:
    assert set(POLICY) == set(Action)


@pytest.mark.parametrize("action", list(Action))
def test_somebody_without_a_relation_may_do_nothing(action: Action) -> None:
    assert not is_allowed(action, frozenset())


@pytest.mark.parametrize("action", list(Action))
def test_one_more_relation_never_takes_a_right_away(action: Action) -> None:
    allowed_alone = [relation for relation in Relation if is_allowed(action, [relation])]

    assert all(is_allowed(action, [one, other]) for one in allowed_alone for other in Relation)
