"""Finding one person, post or unit by what somebody types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django import forms
from django.test import Client

from goldenthread.people.models import Person, Unit
from goldenthread.people.picking import PersonField, PostField, UnitField, look_on
from goldenthread.people.queries import found_by, suggestions, written
from tests.cast import TODAY, Cast


class PickForm(forms.Form):
    person = PersonField(label="Person", required=False)
    post = PostField(label="Post", required=False)
    unit = UnitField(label="Unit", required=False)


def picked(**typed: str) -> PickForm:
    form = PickForm(typed)
    look_on(form, on=TODAY)
    return form


@pytest.mark.parametrize("typed", ["40003", "Alice Owner", "alice owner", "Alice Owner (40003)", "  Alice  ", "owner"])
def test_a_person_is_found_by_name_number_or_a_part(cast: Cast, typed: str) -> None:
    form = picked(person=typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["person"] == cast.alice


def test_posts_and_units_are_found_the_same_way(cast: Cast) -> None:
    form = picked(post="P-4", unit="prevention")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["post"] == cast.second_officer
    assert form.cleaned_data["unit"] == cast.prevention


def test_several_that_fit_are_named_with_what_tells_them_apart(cast: Cast) -> None:
    form = picked(post="Prevention Officer")

    assert not form.is_valid()
    assert "Prevention Officer (P-3); Prevention Officer (P-4)" in form.errors["post"][0]


@pytest.mark.parametrize("typed", ["Nobody", "99999", "Lena Left", "%", "_"])
def test_nobody_who_is_not_here_is_found(cast: Cast, typed: str) -> None:
    form = picked(person=typed)

    assert not form.is_valid()
    assert "Nobody here is called" in form.errors["person"][0]


def test_what_is_written_is_found_again(cast: Cast) -> None:
    for record in (cast.alice, cast.chief, cast.service):
        kind = {"Person": "person", "Post": "post", "Unit": "unit"}[type(record).__name__]
        assert found_by(kind, written(record), on=TODAY) == [record]  # type: ignore[arg-type]  # one of the three


@pytest.mark.parametrize("name", ["Ólöf Þórsdóttir", "Нина Коваль", "王小明", "محمد عبد الله", "Zoë O’Neill"])
def test_names_in_every_script_are_found_in_either_case(cast: Cast, name: str) -> None:
    person = Person.objects.create(number="77", name=name)

    for typed in (name, name.upper(), name.lower(), name.split()[0]):
        assert found_by("person", typed, on=TODAY) == [person], typed


def test_suggestions_hold_every_word_and_are_few(cast: Cast) -> None:
    Person.objects.bulk_create(Person(number=f"S{n}", name=f"Sam Alder {n}") for n in range(30))

    assert len(suggestions("person", "alder sam", on=TODAY)) == 10
    assert suggestions("person", "sam owner", on=TODAY) == []
    assert suggestions("person", "  ", on=TODAY) == []


def test_a_closed_unit_is_not_offered(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.response.pk).update(closed_on=date(2026, 1, 1))

    assert suggestions("unit", "response", on=TODAY) == []


def test_suggestions_are_escaped_and_say_where_somebody_is(cast: Cast, as_of: Callable[[str], Client]) -> None:
    Person.objects.create(number="78", name='<b>"Bold" & Co')

    page = as_of("bob").get("/people/suggest/person/lead/?lead=bold").content.decode()
    assert '<option value="&lt;b&gt;&quot;Bold&quot; &amp; Co (78)"></option>' in page
    page = as_of("bob").get("/people/suggest/person/lead/?lead=alice").content.decode()
    assert "Prevention Officer, Prevention" in page


def test_there_are_no_other_kinds_to_suggest(cast: Cast, as_of: Callable[[str], Client]) -> None:
    assert as_of("bob").get("/people/suggest/account/lead/?lead=a").status_code == 404
