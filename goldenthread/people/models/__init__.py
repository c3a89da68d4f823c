"""Units, posts, people and who holds what: the structure that rights and duties come from (M2)."""

from goldenthread.people.models.appointments import Appointment
from goldenthread.people.models.lock import StructureLock
from goldenthread.people.models.people import Assignment, Person, PersonMerge
from goldenthread.people.models.structure import Level, Post, RoleProfile, Unit
from goldenthread.people.models.touched import Touched

__all__ = [
    "Appointment",
    "Assignment",
    "Level",
    "Person",
    "PersonMerge",
    "Post",
    "RoleProfile",
    "StructureLock",
    "Touched",
    "Unit",
]
