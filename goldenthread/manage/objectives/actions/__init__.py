"""Writes of objectives: themselves, what they are judged by, who carries them, and years."""

from goldenthread.manage.objectives.actions.duties import add_duty, remove_duty
from goldenthread.manage.objectives.actions.key_results import (
    KeyResultWords,
    ReadingThere,
    TitleTaken,
    add_key_result,
    change_key_result,
    record_reading,
    remove_key_result,
    remove_reading,
)
from goldenthread.manage.objectives.actions.objectives import (
    ObjectiveWords,
    change_many,
    change_objective,
    close_objective,
    write_objective,
)
from goldenthread.manage.objectives.actions.years import (
    CannotUndo,
    Settled,
    YearIsClosed,
    YearTaken,
    close_year,
    reopen_year,
    roll_over,
    undo_roll_over,
    write_year,
)

__all__ = [
    "CannotUndo",
    "KeyResultWords",
    "ObjectiveWords",
    "ReadingThere",
    "Settled",
    "TitleTaken",
    "YearIsClosed",
    "YearTaken",
    "add_duty",
    "add_key_result",
    "change_key_result",
    "change_many",
    "change_objective",
    "close_objective",
    "close_year",
    "record_reading",
    "remove_duty",
    "remove_key_result",
    "remove_reading",
    "reopen_year",
    "roll_over",
    "undo_roll_over",
    "write_objective",
    "write_year",
]
