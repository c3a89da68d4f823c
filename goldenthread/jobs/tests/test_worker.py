"""Jobs: taken once, stopped when asked, tried again, taken over from the dead."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction

from goldenthread.audit.models import Entry
from goldenthread.jobs import actions, handlers, queries, signals_on_disk, worker
from goldenthread.jobs.models import Job

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def job(kind: str = "test.nothing", **values: object) -> Job:
    return actions.enqueue(kind=kind, now=NOW, **values)  # type: ignore[arg-type]  # passed on as given


@pytest.fixture
def handled(monkeypatch: pytest.MonkeyPatch) -> dict[str, handlers.Handler]:
    worker.let_rooms_register()
    kinds: dict[str, handlers.Handler] = {}
    monkeypatch.setattr(handlers, "_handlers", kinds)
    return kinds


@pytest.mark.django_db
def test_a_job_that_works_is_done_with_its_result(handled: dict[str, handlers.Handler]) -> None:
    handled["test.add"] = lambda _progress, arguments: {"sum": int(str(arguments["a"])) + 1}
    asked = job("test.add", arguments={"a": 41})

    assert worker.run_one(worker="w:1")

    asked.refresh_from_db()
    assert (asked.state, asked.result, asked.tries) == (Job.State.DONE, {"sum": 42}, 1)
    assert not worker.run_one(worker="w:1")


@pytest.mark.django_db
def test_a_job_that_goes_wrong_waits_longer_each_time_and_then_fails(handled: dict[str, handlers.Handler]) -> None:
    def go_wrong(_progress: handlers.Progress, _arguments: handlers.Arguments) -> None:
        raise ZeroDivisionError

    handled["test.wrong"] = go_wrong
    asked = job("test.wrong")
    waits = []
    for _try in range(3):
        Job.objects.filter(pk=asked.pk).update(run_after=NOW)
        worker.run_one(worker="w:1")
        asked.refresh_from_db()
        waits.append(asked.run_after)

    assert asked.state == Job.State.FAILED
    assert "log" in asked.problem
    assert waits[1] - waits[0] >= timedelta(seconds=actions.FIRST_WAIT_SECONDS * 0.9)


@pytest.mark.django_db
def test_what_cannot_be_done_is_not_tried_again_and_says_why(handled: dict[str, handlers.Handler]) -> None:
    def refuse(_progress: handlers.Progress, _arguments: handlers.Arguments) -> None:
        raise handlers.CannotBeDone("The file is gone.")

    handled["test.refuse"] = refuse
    asked = job("test.refuse")

    worker.run_one(worker="w:1")

    asked.refresh_from_db()
    assert (asked.state, asked.problem, asked.tries) == (Job.State.FAILED, "The file is gone.", 1)


@pytest.mark.django_db
def test_a_waiting_job_stops_at_once(handled: dict[str, handlers.Handler]) -> None:
    asked = job()

    actions.ask_to_stop(asked, now=NOW)

    asked.refresh_from_db()
    assert asked.state == Job.State.CANCELLED
    with pytest.raises(actions.JobIsOver):
        actions.ask_to_stop(asked, now=NOW)
    actions.try_again(asked, now=NOW)
    asked.refresh_from_db()
    assert asked.state == Job.State.WAITING


@pytest.mark.django_db(transaction=True)
def test_a_running_job_stops_when_it_next_says_how_far_it_is(handled: dict[str, handlers.Handler]) -> None:
    seen: list[str] = []

    def count(progress: handlers.Progress, _arguments: handlers.Arguments) -> None:
        progress.step(1, 10, "one")
        running = Job.objects.get(kind="test.count")
        seen.append(queries.with_progress(running).words)
        actions.ask_to_stop(running, now=NOW)
        for n in range(2, 11):
            progress.step(n, 10, str(n))
        seen.append("reached the end")

    handled["test.count"] = count
    asked = job("test.count")

    worker.run_one(worker="w:1")

    asked.refresh_from_db()
    assert asked.state == Job.State.CANCELLED
    assert seen == ["one"]


@pytest.mark.django_db(transaction=True)
def test_workers_never_take_the_same_job() -> None:
    for _n in range(20):
        job()
    taken: list[int] = []
    lock = threading.Lock()

    def take(name: str) -> None:
        try:
            while (found := actions.claim(worker=name, now=NOW)) is not None:
                with lock:
                    taken.append(found.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=(f"w:{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    while (found := actions.claim(worker="last:1", now=NOW)) is not None:
        taken.append(found.pk)
    assert len(taken) == len(set(taken)) == 20


@pytest.mark.django_db
def test_a_job_whose_worker_is_gone_is_put_back_and_a_living_one_is_left_alone() -> None:
    gone, here = job(), job()
    host = worker.worker_name().partition(":")[0]
    actions.claim(worker=f"{host}:{2**22 + 1}", now=NOW)
    actions.claim(worker=f"{host}:{os.getpid()}", now=NOW)

    assert worker.look_for_abandoned(now=NOW) == 1

    gone.refresh_from_db()
    here.refresh_from_db()
    assert (gone.state, here.state) == (Job.State.WAITING, Job.State.RUNNING)


@pytest.mark.django_db
def test_a_worker_on_another_machine_is_gone_when_it_has_been_silent() -> None:
    asked = job()
    actions.claim(worker="elsewhere:1", now=NOW)

    assert worker.look_for_abandoned(now=NOW + timedelta(seconds=30)) == 0
    assert worker.look_for_abandoned(now=NOW + timedelta(seconds=90)) == 1
    asked.refresh_from_db()
    assert asked.state == Job.State.WAITING


@pytest.mark.django_db
def test_a_worker_that_lost_its_job_cannot_end_it() -> None:
    asked = job()
    first = actions.claim(worker="elsewhere:1", now=NOW)
    assert first is not None
    worker.look_for_abandoned(now=NOW + timedelta(seconds=90))
    second = actions.claim(worker="w:2", now=NOW + timedelta(hours=1))

    assert second is not None
    assert not actions.finish(first, result={}, now=NOW)
    assert actions.finish(second, result={"by": "second"}, now=NOW)
    asked.refresh_from_db()
    assert asked.result == {"by": "second"}


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_stopped_puts_its_job_back_and_the_try_does_not_count(
    handled: dict[str, handlers.Handler],
) -> None:
    stop = threading.Event()

    def long_work(progress: handlers.Progress, _arguments: handlers.Arguments) -> None:
        with transaction.atomic():
            Entry.objects.create(at=NOW, action="test.half", subject_kind="job")
            stop.set()
            progress.step(1, 2)

    handled["test.long"] = long_work
    asked = job("test.long")

    worker.run_one(worker="w:1", stop=stop)

    asked.refresh_from_db()
    assert (asked.state, asked.tries, asked.taken_by) == (Job.State.WAITING, 0, "")
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_work_that_ends_with_its_job_is_undone_when_another_worker_has_the_job(
    handled: dict[str, handlers.Handler],
) -> None:
    def overtaken(progress: handlers.Progress, _arguments: handlers.Arguments) -> None:
        Job.objects.update(taken_by="other:2")
        with transaction.atomic():
            Entry.objects.create(at=NOW, action="test.twice", subject_kind="job")
            progress.finish({})

    handled["test.overtaken"] = overtaken
    asked = job("test.overtaken")

    worker.run_one(worker="w:1")

    asked.refresh_from_db()
    assert (asked.state, asked.taken_by) == (Job.State.RUNNING, "other:2")
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_new_process_with_an_old_number_is_not_taken_for_the_old_one() -> None:
    host, number, born = worker.worker_name().split(":")
    old = Job(taken_by=f"{host}:{number}:{int(born or 2) - 1}")
    same = Job(taken_by=worker.worker_name())

    assert worker.is_abandoned(same, now=NOW) is False
    if born:
        assert worker.is_abandoned(old, now=NOW) is True


@pytest.mark.django_db
def test_jobs_that_ended_long_ago_are_forgotten_and_others_stay() -> None:
    long_ago, lately, waiting = job(), job(), job()
    for one, days in ((long_ago, 100), (lately, 10)):
        Job.objects.filter(pk=one.pk).update(state=Job.State.DONE, ended_at=NOW - timedelta(days=days))

    assert actions.forget_ended(before=NOW - timedelta(days=90)) == 1
    assert set(Job.objects.values_list("pk", flat=True)) == {lately.pk, waiting.pk}


@pytest.mark.django_db
def test_doctors_learn_when_a_worker_was_last_well_and_what_waits() -> None:
    assert queries.worker_seen_at() is None
    queries.note_worker(now=NOW)
    job()

    assert queries.worker_seen_at() == NOW
    assert queries.waiting_for(now=NOW + timedelta(minutes=3)) == timedelta(minutes=3)


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> Callable[[], list[str]]:
    """What is in the folder of progress and stop requests of a data folder of its own."""
    settings.DATA_FOLDER = tmp_path
    (tmp_path / "jobs").mkdir()
    return lambda: sorted(path.name for path in (tmp_path / "jobs").iterdir())


def tell_and(do: Callable[[], None]) -> handlers.Handler:
    """Return work that says how far it is, and then does something else."""

    def work(progress: handlers.Progress, _arguments: handlers.Arguments) -> None:
        progress.step(1, 2, "half")
        do()

    return work


def refuse() -> None:
    raise handlers.CannotBeDone("no")


def go_wrong() -> None:
    raise ZeroDivisionError


def be_interrupted() -> None:
    raise handlers.Interrupted


@pytest.mark.django_db
@pytest.mark.parametrize("end", [lambda: None, refuse, go_wrong, be_interrupted])
def test_however_work_ends_what_it_said_of_itself_goes(
    handled: dict[str, handlers.Handler], files: Callable[[], list[str]], end: Callable[[], None]
) -> None:
    handled["test.tells"] = tell_and(end)
    asked = job("test.tells")

    worker.run_one(worker="w:1")

    assert files() == []
    asked.refresh_from_db()
    if asked.state == Job.State.WAITING:
        actions.ask_to_stop(asked, now=NOW)
    assert files() == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere both are columns")
def test_files_that_nobody_needs_any_more_go_and_those_of_going_work_stay(files: Callable[[], list[str]]) -> None:
    going, over = job(), job()
    Job.objects.filter(pk=over.pk).update(state=Job.State.DONE, ended_at=NOW)
    for number in (going.pk, over.pk, 987_654):
        signals_on_disk.tell(number, done=1, total=2, words="half")
        signals_on_disk.ask_to_stop(number)

    assert actions.forget_left_files() == 2
    assert files() == [f"{going.pk}.json", f"{going.pk}.stop"]
