"""Two records found to be one person stay one, whatever file comes in again, until they are taken apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.serializers import serialize

from goldenthread.exchange import actions
from goldenthread.exchange.models import SourceKey
from goldenthread.exchange.queries.bundles import file_at, folder_bundle, organogram_bundle
from goldenthread.exchange.records import Bundle, Gravity, Origin, Record
from goldenthread.exchange.tests.bringing import ASSIGNMENTS, NOW, SMALL_ORGANISATION, bring, bundle
from goldenthread.exchange.tests.wizard import SENIOR
from goldenthread.people.actions import merge_people, unmerge_people
from goldenthread.people.models import Assignment, Person, PersonMerge

pytestmark = pytest.mark.django_db

SPRING, AUTUMN = date(2026, 3, 31), date(2026, 9, 30)


def people_and_posts() -> str:
    return str(
        [serialize("json", model.objects.order_by("pk")) for model in (Person, Assignment, PersonMerge, SourceKey)]
    )


def changes_of(again: Callable[[], Bundle], *, as_of: date = AUTUMN) -> int:
    """Bring something in again; return how much changed, and make sure that nothing else did."""
    before = people_and_posts()
    _import, reckoning = bring(again(), as_of=as_of)
    assert [problem.code for problem in reckoning.problems if problem.gravity is Gravity.STOPPED] == []
    assert reckoning.changes or people_and_posts() == before
    return reckoning.changes


def merge(kept: Person, merged: Person) -> PersonMerge:
    return merge_people(kept=kept, merged=merged, reason="", by=None, now=NOW)


def structure(folder: Path, *, name: str) -> Callable[[], Bundle]:
    """A published structure in which the chief is called so."""
    path = folder / f"{name}.csv"
    path.write_text(SENIOR.replace("Ann Lee", name), encoding="utf-8")
    return lambda: organogram_bundle(senior=file_at(path), junior=None, as_of=AUTUMN)


def test_a_structure_that_spells_a_name_otherwise_does_not_part_them_again(tmp_path: Path) -> None:
    spring, autumn = structure(tmp_path, name="Ann Lee"), structure(tmp_path, name="Anne Lee")
    bring(spring(), as_of=SPRING)
    bring(autumn(), as_of=AUTUMN)
    ann, anne = Person.objects.get(name="Ann Lee"), Person.objects.get(name="Anne Lee")
    before_the_merge = people_and_posts()

    merged = merge(ann, anne)
    assert changes_of(autumn) == 0
    assert Assignment.objects.filter(person=ann).count() == 2

    unmerge_people(merge=merged, reason="", by=None, now=NOW)
    PersonMerge.objects.all().delete()
    assert people_and_posts() == before_the_merge
    assert changes_of(autumn) == 0


def test_what_a_structure_says_of_a_post_held_by_both_reaches_the_kept_record(tmp_path: Path) -> None:
    spring, autumn = structure(tmp_path, name="Ann Lee"), structure(tmp_path, name="Anne Lee")
    bring(spring(), as_of=SPRING)
    bring(autumn(), as_of=AUTUMN)
    ann = Person.objects.get(name="Ann Lee")
    merge(ann, Person.objects.get(name="Anne Lee"))
    Assignment.objects.filter(starts_on=AUTUMN).update(fte="0.5")

    assert changes_of(autumn) == 1

    assert Assignment.objects.get(starts_on=AUTUMN).person == ann
    assert Assignment.objects.get(starts_on=AUTUMN).fte == 1


def sourced() -> Bundle:
    """People as another system knows them, by its own keys."""
    origin = Origin("payroll", 2)
    return Bundle(
        records=[
            Record("people", key, {"number": number, "name": name}, origin, "payroll")
            for key, number, name in (("a", "71", "Nora"), ("b", "72", "Nora B."), ("c", "73", "Nora Berg"))
        ]
        + [Record("assignments", "b|P2", {"person": "b", "post": "P2", "starts_on": AUTUMN}, origin, "payroll")],
        rows_read={"payroll": 4},
    )


def test_keys_of_a_source_mean_the_record_that_was_kept() -> None:
    bring(bundle(**SMALL_ORGANISATION))
    bring(sourced())
    nora, second, third = Person.objects.filter(number__gte="71").order_by("number")
    first_merge = merge(second, third)
    last_merge = merge(nora, second)

    assert changes_of(sourced) == 0
    assert SourceKey.objects.get(key="c").number == third.pk
    Assignment.objects.filter(person=nora).delete()
    bring(sourced())
    assert Assignment.objects.get(starts_on=AUTUMN).person == nora

    unmerge_people(merge=last_merge, reason="", by=None, now=NOW)
    unmerge_people(merge=first_merge, reason="", by=None, now=NOW)
    bring(sourced())
    assert Assignment.objects.filter(starts_on=AUTUMN, person=second).exists()


def test_a_file_from_before_the_merge_does_not_bring_the_other_record_back() -> None:
    twice = {**SMALL_ORGANISATION, "assignments": f"{ASSIGNMENTS}1,P2,2021-04-01\n"}
    bring(bundle(**SMALL_ORGANISATION))
    carys, mona = Person.objects.order_by("number")
    merge(carys, mona)
    people = "number,name,email,merged_into\n1,Carys,c@example.org,\n2,Mona of another name,m@example.org,\n"

    assert changes_of(lambda: bundle(**SMALL_ORGANISATION)) == 0
    assert changes_of(lambda: bundle(**{**SMALL_ORGANISATION, "people": people})) == 0
    assert changes_of(lambda: bundle(**twice)) == 0


def test_a_remark_says_what_stands_for_the_row() -> None:
    bring(bundle(**SMALL_ORGANISATION))
    carys, mona = Person.objects.order_by("number")
    merge(carys, mona)

    _import, reckoning = bring(bundle(**SMALL_ORGANISATION))

    assert [(problem.code, problem.found, problem.origin.row) for problem in reckoning.problems] == [("merged", "2", 3)]


def test_files_that_know_of_the_merge_are_taken_at_their_word(tmp_path: Path) -> None:
    bring(bundle(**SMALL_ORGANISATION))
    carys, mona = Person.objects.order_by("number")
    merge(carys, mona)
    actions.export_folder(folder=tmp_path, by=None, now=NOW)

    assert changes_of(lambda: folder_bundle([file_at(path) for path in sorted(tmp_path.iterdir())])) == 0
    _import, renamed = bring(bundle(people="number,name,merged_into\n2,Mona Meyer,1\n"))

    assert renamed.changes == 1
    assert Person.objects.get(pk=mona.pk).name == "Mona Meyer"
