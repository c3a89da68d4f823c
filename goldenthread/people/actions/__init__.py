"""Writes of the structure: one function for each thing that can happen to units, posts, people and role profiles.

Each has its own transaction, writes the trail, mends the search and says what is due to be worked out again. Each
refusal is a `StructureRefusal`, whose message is a sentence for the person who tried.
"""

from goldenthread.people.actions.appointments import appoint, end_appointment
from goldenthread.people.actions.assignments import assign_person, change_assignment, end_assignment, move_person
from goldenthread.people.actions.bulk import assign_people, end_posts_of_people, move_people
from goldenthread.people.actions.holding import settle_all_posts, settle_posts
from goldenthread.people.actions.merging import merge_people, unmerge_people
from goldenthread.people.actions.people import change_person, create_person, record_leaving, record_return
from goldenthread.people.actions.posts import NewPost, abolish_post, change_post, create_post, move_post, reopen_post
from goldenthread.people.actions.profiles import change_profile, create_profile, reopen_profile, retire_profile
from goldenthread.people.actions.units import change_unit, close_unit, create_unit, move_unit, reopen_unit, set_head

__all__ = [
    "NewPost",
    "abolish_post",
    "appoint",
    "assign_people",
    "assign_person",
    "change_assignment",
    "change_person",
    "change_post",
    "change_profile",
    "change_unit",
    "close_unit",
    "create_person",
    "create_post",
    "create_profile",
    "create_unit",
    "end_appointment",
    "end_assignment",
    "end_posts_of_people",
    "merge_people",
    "move_people",
    "move_person",
    "move_post",
    "move_unit",
    "record_leaving",
    "record_return",
    "reopen_post",
    "reopen_profile",
    "reopen_unit",
    "retire_profile",
    "set_head",
    "settle_all_posts",
    "settle_posts",
    "unmerge_people",
]
