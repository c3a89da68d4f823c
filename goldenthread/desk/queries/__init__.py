"""Reads of the desk: one person's own place."""

from goldenthread.desk.queries.branch import below_of, row_of
from goldenthread.desk.queries.map import MapAsked, ThreadMap, thread_map
from goldenthread.desk.queries.owed import debts_of
from goldenthread.desk.queries.people import administrators, headship, person_of_account
from goldenthread.desk.queries.today import Day, DayTask, VisionWords, day_of, place_of_person, vision_words

__all__ = [
    "Day",
    "DayTask",
    "MapAsked",
    "ThreadMap",
    "VisionWords",
    "administrators",
    "below_of",
    "day_of",
    "debts_of",
    "headship",
    "person_of_account",
    "place_of_person",
    "row_of",
    "thread_map",
    "vision_words",
]
