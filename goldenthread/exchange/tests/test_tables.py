"""The specification of the files says what the models say, and the reference is written from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.models.fields import NOT_PROVIDED

from goldenthread.exchange.cells import read_cell
from goldenthread.exchange.manual import manual
from goldenthread.exchange.tables import ITEMS, TABLES, Column, Kind, Table, table
from goldenthread.thread.models import Item

ROOT = Path(__file__).resolve().parents[3]
COLUMNS = [(of, column) for of in TABLES for column in of.stored_columns if column.name != "record"]
IDS = [f"{of.name}.{column.name}" for of, column in COLUMNS]


def field_of(of: Table, column: Column) -> models.Field[object, object]:
    model: type[models.Model] = Item if column.is_of_item else apps.get_model(of.model)
    field = model._meta.get_field(column.stored_as)
    assert isinstance(field, models.Field)
    return field


KINDS: dict[Kind, tuple[type[models.Field[object, object]], ...]] = {
    Kind.TEXT: (models.CharField, models.TextField),
    Kind.CHOICE: (models.CharField,),
    Kind.INTEGER: (models.IntegerField,),
    Kind.DECIMAL: (models.DecimalField,),
    Kind.YES_NO: (models.BooleanField,),
    Kind.DATE: (models.DateField,),
    Kind.MOMENT: (models.DateTimeField,),
    Kind.CLOCK: (models.TimeField,),
    Kind.REFERENCE: (models.ForeignKey,),
    Kind.LIST: (models.JSONField,),
    Kind.JSON: (models.JSONField,),
}


@pytest.mark.parametrize(("of", "column"), COLUMNS, ids=IDS)
def test_a_column_holds_what_its_field_holds(of: Table, column: Column) -> None:
    field = field_of(of, column)

    assert isinstance(field, KINDS[column.kind])
    assert isinstance(field, models.DateTimeField) == (column.kind is Kind.MOMENT)


@pytest.mark.parametrize(("of", "column"), COLUMNS, ids=IDS)
def test_a_column_has_the_room_that_its_field_has(of: Table, column: Column) -> None:
    field = field_of(of, column)

    if column.kind is Kind.TEXT:
        assert column.longest == (field.max_length or 0)
    if isinstance(field, models.DecimalField):
        assert (column.digits, column.places) == (field.max_digits, field.decimal_places)
    if isinstance(field, models.IntegerField) and column.most is not None:
        ceiling = {"PositiveSmallIntegerField": 32_767, "PositiveIntegerField": 2_147_483_647}
        assert column.most <= ceiling.get(field.get_internal_type(), 9_223_372_036_854_775_807)


@pytest.mark.parametrize(("of", "column"), COLUMNS, ids=IDS)
def test_a_choice_knows_the_words_of_its_field(of: Table, column: Column) -> None:
    if column.kind is not Kind.CHOICE or of.only == column.name:
        return
    field = field_of(of, column)

    assert set(column.choices) == {code for code, _label in field.choices or () if code}
    assert column.may_be_empty == (field.blank and not column.default and column.name != "filling")


@pytest.mark.parametrize(("of", "column"), COLUMNS, ids=IDS)
def test_a_column_that_may_be_empty_has_a_field_that_may(of: Table, column: Column) -> None:
    field = field_of(of, column)
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)

    if column.may_be_empty:
        assert field.null or is_text or column.name == "starts_on"
    elif not column.needed:
        assert column.default or column.name == "filling"
        assert not field.null


@pytest.mark.parametrize(("of", "column"), COLUMNS, ids=IDS)
def test_what_is_left_out_becomes_what_the_model_says(of: Table, column: Column) -> None:
    if not column.default or column.default == "now":
        return
    field = field_of(of, column)

    if field.default is not NOT_PROVIDED:
        assert read_cell(column.default, column) == field.get_default()


@pytest.mark.parametrize(("of", "column"), COLUMNS, ids=IDS)
def test_a_reference_leads_to_the_model_of_its_table(of: Table, column: Column) -> None:
    if not column.is_reference:
        return
    target = field_of(of, column).related_model

    assert target is (Item if column.table == ITEMS else apps.get_model(table(column.table).model))


def test_every_key_is_made_of_columns_that_are_there() -> None:
    for of in TABLES:
        assert {name for name in of.key if name not in of.by_name} == set()
        assert len({column.name for column in of.columns}) == len(of.columns)


def test_a_reference_to_an_earlier_table_is_the_rule_and_forward_ones_are_held_in_memory() -> None:
    order = {of.name: place for place, of in enumerate(TABLES)}

    for of in TABLES:
        for column in of.references:
            if column.table != ITEMS and order[column.table] > order[of.name]:
                assert not of.large
                assert not table(column.table).large


def test_the_reference_of_the_files_is_up_to_date() -> None:
    written = (ROOT / "docs" / "reference" / "file-formats.md").read_text(encoding="utf-8")

    assert written == manual(), "goldenthread formats > docs/reference/file-formats.md"
