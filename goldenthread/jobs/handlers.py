"""What a kind of job does, and what is done again and again. Rooms register both in a module named `work`.

A handler gets its progress and the job's arguments, and returns what is worth keeping as the job's result. It may run
more than once (a worker can die at any moment): it does its work in one transaction ended with `progress.finish`,
or can be repeated without harm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Progress(Protocol):
    """How a handler tells how far it is, and learns that it was asked to stop."""

    def step(self, done: int, total: int, words: str = "") -> None:
        """Tell how far it is; cheap to call often.

        Raises:
            Cancelled: somebody asked the job to stop.
            Interrupted: the worker is being stopped; the job is put back for the next one.
        """

    def finish(self, result: Result) -> None:
        """End the job well from inside the handler's own transaction, as its last step.

        Work and end are then one: a worker that dies a moment later leaves nothing to be done twice.

        Raises:
            TakenOver: another worker has the job by now; the transaction must not commit.
        """


Arguments = Mapping[str, object]
Result = Mapping[str, object]
Handler = Callable[[Progress, Arguments], Result | None]
Chore = Callable[[datetime], None]


class Cancelled(Exception):
    """The job was asked to stop; what it was doing is rolled back."""


class Interrupted(Exception):
    """The worker is being stopped; what it was doing is rolled back and done again by the next one."""


class TakenOver(Exception):
    """Another worker has taken the job in the meantime; what this one was doing is rolled back."""


class CannotBeDone(Exception):
    """The job cannot succeed however often it is tried; the message is fit for whoever asked."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something small that a worker does every so many seconds when it is idle."""

    name: str
    seconds: float
    chore: Chore


_handlers: dict[str, Handler] = {}
_recurring: dict[str, Recurring] = {}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register what a kind of job does."""

    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        return function

    return register


def recurring(name: str, *, seconds: float) -> Callable[[Chore], Chore]:
    """Register a chore. It must be quick and harmless to repeat; long work enqueues a job."""

    def register(function: Chore) -> Chore:
        _recurring[name] = Recurring(name=name, seconds=seconds, chore=function)
        return function

    return register


def handler_of(kind: str) -> Handler | None:
    return _handlers.get(kind)


def all_recurring() -> list[Recurring]:
    return sorted(_recurring.values(), key=lambda one: one.name)
