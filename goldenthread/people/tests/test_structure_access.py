"""Every page of this room, asked by everybody: who may see it, who may change things, who is refused and how."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from goldenthread.people.models import Appointment, Assignment, PersonMerge, RoleProfile
from tests.cast import Cast

Browse = Callable[[str], Client]

# Pages that everybody here may read.
OPEN = [
    "/people/",
    "/people/list.csv",
    "/people/units/",
    "/people/units/?closed=yes",
    "/people/units/{unit}/below/",
    "/people/posts/",
    "/people/posts/list.csv",
    "/people/chart/",
    "/people/chart/?top=yes",
    "/people/chart/?q=officer",
    "/people/chart/{post}/below/",
    "/people/profiles/",
    "/people/profiles/{profile}/",
    "/people/suggest/post/post/?post=officer",
]
# Pages that change something: for administrators only.
CLOSED = [
    "/people/new/",
    "/people/{person}/edit/",
    "/people/{person}/leave/",
    "/people/{person}/return/",
    "/people/{person}/assign/",
    "/people/{person}/merge/",
    "/people/held/{assignment}/edit/",
    "/people/held/{assignment}/end/",
    "/people/held/{assignment}/move/",
    "/people/units/new/",
    "/people/units/{unit}/edit/",
    "/people/units/{unit}/move/",
    "/people/units/{unit}/head/",
    "/people/units/{unit}/close/",
    "/people/units/{unit}/reopen/",
    "/people/posts/new/",
    "/people/posts/{post}/edit/",
    "/people/posts/{post}/assign/",
    "/people/posts/{post}/abolish/",
    "/people/posts/{post}/reopen/",
    "/people/profiles/new/",
    "/people/profiles/{profile}/edit/",
    "/people/appointments/",
    "/people/appointments/new/",
    "/people/appointments/{appointment}/end/",
    "/people/merges/",
    "/people/merges/{merge}/undo/",
]
# What only a form sends.
SENT = ["/people/at-once/", "/people/profiles/{profile}/retire/"]


@pytest.fixture
def numbers(cast: Cast) -> dict[str, int]:
    """One of each thing that an address names."""
    held = Assignment.objects.get(person=cast.alice)
    merge = PersonMerge.objects.create(kept=cast.bob, merged=cast.lena, merged_at="2026-01-01T00:00Z", moved={})
    return {
        "person": cast.alice.pk,
        "unit": cast.prevention.pk,
        "post": cast.prevention_officer.pk,
        "assignment": held.pk,
        "profile": RoleProfile.objects.create(code="PO", title="Prevention officer").pk,
        "appointment": Appointment.objects.get(person=cast.audrey).pk,
        "merge": merge.pk,
    }


@pytest.mark.parametrize("address", OPEN)
@pytest.mark.parametrize("name", ["carys", "mona", "alice", "bob", "otto", "ada", "dev", "audrey"])
def test_everybody_here_reads_the_structure(as_of: Browse, numbers: dict[str, int], name: str, address: str) -> None:
    assert as_of(name).get(address.format(**numbers)).status_code == 200


@pytest.mark.parametrize("address", CLOSED)
def test_only_administrators_change_it(as_of: Browse, numbers: dict[str, int], address: str) -> None:
    path = address.format(**numbers)

    assert as_of("ada").get(path).status_code == 200
    for name in ("carys", "mona", "alice", "bob", "dev", "audrey"):
        assert as_of(name).get(path).status_code == 403, name
        assert as_of(name).post(path).status_code == (
            405 if path in {"/people/appointments/", "/people/merges/"} else 403
        )


@pytest.mark.parametrize("address", SENT)
def test_what_a_form_sends_is_not_read(as_of: Browse, numbers: dict[str, int], address: str) -> None:
    path = address.format(**numbers)

    assert as_of("ada").get(path).status_code == 405
    assert as_of("bob").post(path).status_code == 403
    assert as_of("ada").post(path).status_code == 302


@pytest.mark.parametrize("address", [*OPEN, *CLOSED, *SENT])
def test_strangers_and_leavers_get_nothing(as_of: Browse, numbers: dict[str, int], address: str) -> None:
    path = address.format(**numbers)

    assert Client().get(path).status_code == 302
    assert as_of("charlie").get(path).status_code == 403
    assert as_of("lena").get(path).status_code == 403


@pytest.mark.parametrize("address", [path for path in [*OPEN, *CLOSED] if "{" in path])
def test_what_is_not_there_is_not_found(as_of: Browse, numbers: dict[str, int], address: str) -> None:
    nothing = dict.fromkeys(numbers, 999999)

    assert as_of("ada").get(address.format(**nothing)).status_code == 404
    assert as_of("ada").get(address.format(**dict.fromkeys(numbers, 10**30))).status_code == 404


HISTORIES = {
    "/people/{person}/history/": {"alice", "ada", "audrey"},
    "/people/posts/{post}/history/": {"alice", "mona", "carys", "ada", "audrey"},
    "/people/units/{unit}/history/": {"mona", "carys", "ada", "audrey"},
    "/people/profiles/{profile}/history/": {"ada", "audrey"},
}


@pytest.mark.parametrize("address", HISTORIES)
def test_history_is_for_those_it_concerns(cast: Cast, as_of: Browse, numbers: dict[str, int], address: str) -> None:
    readers = {name for name in cast.people() if as_of(name).get(address.format(**numbers)).status_code == 200}

    assert readers == HISTORIES[address]


def test_a_button_is_shown_to_whom_it_works_for(as_of: Browse, numbers: dict[str, int]) -> None:
    for path in ("/people/", "/people/units/", "/people/posts/", "/people/profiles/"):
        assert "/new/" in as_of("ada").get(path).content.decode()
        assert "/new/" not in as_of("bob").get(path).content.decode()
