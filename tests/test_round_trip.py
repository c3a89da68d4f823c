"""Everything that goes out comes in again: export, an empty installation, import, and the files are the same bytes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.exchange.actions import export_folder, new_import, run_import
from goldenthread.exchange.models import Import
from goldenthread.exchange.queries.bundles import file_at, folder_bundle
from goldenthread.exchange.queries.reckon import reckon
from goldenthread.exchange.reckoning import Reckoning
from goldenthread.exchange.records import Bundle
from goldenthread.exchange.tables import NOT_EXPORTED, TABLES
from goldenthread.exchange.tests.everything import NOW, TODAY, fill_database
from goldenthread.people.models import Person, Post, Unit


def export_to(folder: Path) -> dict[str, bytes]:
    export_folder(folder=folder, by=None, now=NOW)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def bundle_from(folder: Path) -> Bundle:
    return folder_bundle([file_at(path) for path in sorted(folder.iterdir())])


def import_from(folder: Path) -> Reckoning:
    started = new_import(kind=Import.Kind.FOLDER, by=None, now=NOW)
    return run_import(of_import=started, bundle=bundle_from(folder), as_of=TODAY, by=None, now=NOW)


def empty_the_database() -> None:
    call_command("flush", interactive=False, verbosity=0)


def round_trip(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Export, empty the database, import and export again; return the files of both exports."""
    first = export_to(folder / "first")

    empty_the_database()
    reckoning = import_from(folder / "first")
    second = export_to(folder / "second")

    assert reckoning.problems == []
    assert reckoning.unaccounted == 0
    assert reckon(bundle_from(folder / "first"), as_of=TODAY, now=NOW).changes == 0
    return first, second


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> set[str]:
    """Return the names of files that are in one only, or not the same in both: a name says more than their bytes."""
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


@pytest.mark.django_db(transaction=True)
def test_every_field_with_every_script_comes_back_byte_by_byte(tmp_path: Path) -> None:
    fill_database()

    first, second = round_trip(tmp_path)

    assert differing(first, second) == set()


@pytest.mark.django_db(transaction=True)
def test_every_table_has_a_record_in_the_files_that_are_tried(tmp_path: Path) -> None:
    fill_database()

    files = export_to(tmp_path)

    assert [of.name for of in TABLES if files[of.file].count(b"\n") < 2] == []


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
spiked = st.one_of(words, st.builds(str.__add__, st.text("'=+-@\t\r\n\"", max_size=3), words))


class Back(Exception):
    """Rolls an example of hypothesis back."""


@pytest.mark.django_db
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(spiked.filter(bool), min_size=1, max_size=8))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("texts")
    with suppress(Back), transaction.atomic():
        for number, text in enumerate(texts):
            unit = Unit.objects.create(code=f"{text}{number}", name=text, purpose=text)
            Post.objects.create(reference=f"{number}{text}", title=text, unit=unit, notes=text)
            Person.objects.create(number=f"{text}{number}", name=text, known_as=text)
        first = export_to(folder / "first")
        for model in (Post, Unit, Person):
            model.objects.all().delete()

        reckoning = import_from(folder / "first")

        assert reckoning.problems == []
        assert export_to(folder / "second") == first
        raise Back


@pytest.mark.django_db(transaction=True)
def test_what_was_decided_of_a_finding_still_holds_after_the_way_out_and_in(tmp_path: Path) -> None:
    from goldenthread.exchange.tests.bringing import SMALL_ORGANISATION, bring_files
    from goldenthread.together.findings import actions as findings
    from goldenthread.together.findings.models import Finding

    def found() -> list[tuple[object, ...]]:
        places = ("code", "item__reference", "upper__reference", "post__reference", "unit__code", "task", "severity")
        return sorted(Finding.objects.values_list(*places), key=str)

    bring_files(**SMALL_ORGANISATION)
    bring_files(
        posts="reference,title,unit,filling\nP9,Nothing to do,B,unnamed\n",
        goals="reference,title,version\nGOAL-1,Fewer fires,2\nGOAL-2,Alone,1\n",
        tasks="number,title,person\n20,For nothing,2\n",
    )
    findings.scan(now=NOW, today=TODAY)
    Finding.objects.update(state="accepted", reason="We know", again_on=TODAY.replace(year=TODAY.year + 1))
    before = found()
    assert {"B1", "B5", "B6", "B7"} <= set(Finding.objects.values_list("code", flat=True))
    export_to(tmp_path)
    empty_the_database()

    import_from(tmp_path)
    findings.scan(now=NOW, today=TODAY)

    assert found() == before
    assert set(Finding.objects.values_list("state", "reason")) == {("accepted", "We know")}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_example_comes_back_byte_by_byte(tmp_path: Path) -> None:
    from goldenthread.example import actions as example

    example.make_northmoor(today=TODAY, now=NOW)

    first, second = round_trip(tmp_path)

    assert differing(first, second) == set()


@pytest.mark.django_db(transaction=True)
def test_nothing_a_spreadsheet_would_run_stands_at_the_start_of_a_cell(tmp_path: Path) -> None:
    import csv

    fill_database()

    export_to(tmp_path)

    for of in TABLES:
        with (tmp_path / of.file).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                numbers = {column.name for column in of.columns if column.kind in {"number", "whole number"}}
                risky = {
                    name: cell for name, cell in row.items() if name not in numbers and cell[:1] in set("=+-@\t\r\n")
                }
                assert risky == {}


def stored_fields() -> set[str]:
    """Return every concrete field of the product's own models, as app.Model.field."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("goldenthread.")
        for field in model._meta.concrete_fields
        if not field.generated and (not field.primary_key or field.is_relation)
    }


def exported_fields() -> set[str]:
    found = set()
    for of in TABLES:
        model = apps.get_model(of.model)
        for column in of.stored_columns:
            found.add(f"{'thread.Item' if column.is_of_item else model._meta.label}.{column.stored_as}")
        if of.item_kind:
            found.add(f"{model._meta.label}.item")
    return found


def test_every_stored_field_goes_out_or_is_on_the_list_of_what_does_not() -> None:
    left_out = {field for field in stored_fields() if field in NOT_EXPORTED or field.rpartition(".")[0] in NOT_EXPORTED}

    assert stored_fields() - exported_fields() - left_out == set()


def test_the_list_of_what_does_not_go_out_names_only_what_is_stored() -> None:
    known = stored_fields() | {field.rpartition(".")[0] for field in stored_fields()}

    assert {name for name in NOT_EXPORTED if name not in known} == set()


def test_nothing_goes_out_that_is_on_the_list_of_what_does_not() -> None:
    assert exported_fields() & set(NOT_EXPORTED) == set()
