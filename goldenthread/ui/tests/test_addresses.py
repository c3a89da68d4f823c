"""Remembered addresses are the ones Django works out."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix

from goldenthread.ui.addresses import address


def rendered(text: str, **values: object) -> str:
    return Template(text).render(Context(values))


def test_an_address_is_the_one_that_django_works_out() -> None:
    assert address("people:person", 7) == reverse("people:person", args=[7])
    assert rendered("{% url 'people:person' 7 %}") == reverse("people:person", args=[7])
    assert rendered("{% url 'people:person' person_id=pk %}", pk=8) == reverse("people:person", args=[8])
    assert (
        rendered("{% url name pk as there %}<{{ there }}>", name="people:unit", pk="9")
        == f"<{reverse('people:unit', args=[9])}>"
    )


def test_true_is_not_taken_for_one() -> None:
    assert address("people:person", 1) == reverse("people:person", args=[1])
    with pytest.raises(NoReverseMatch):
        address("people:person", True)


def test_what_has_no_address_says_so() -> None:
    with pytest.raises(NoReverseMatch):
        rendered("{% url 'people:person' %}")
    assert rendered("{% url 'people:nowhere' as there %}<{{ there }}>") == "<>"


def test_an_installation_below_a_path_keeps_its_own_addresses() -> None:
    before, plain = get_script_prefix(), address("people:person", 7)
    set_script_prefix("/golden/")
    try:
        assert address("people:person", 7) == "/golden" + plain
    finally:
        set_script_prefix(before)
    assert address("people:person", 7) == plain
