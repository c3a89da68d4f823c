"""Who is meant by @ and a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.thread.mentions import Mentions, Named, find_mentions, possible_names

PEOPLE = [
    Named(1, "Alice Owner", "40003"),
    Named(2, "Alice", "40099"),
    Named(3, "Nadia Fenwick-Osei", "40100"),
    Named(4, "Sam Lee", "40101"),
    Named(5, "Sam Lee", "40102"),
    Named(6, "Seán Ó Briain", "40103"),
    Named(7, "J. Smith", "40104"),
]


@pytest.mark.parametrize(
    ("words", "ids", "shared"),
    [
        ("@Alice Owner, can you look?", (1,), ()),
        ("thanks @alice owner", (1,), ()),
        ("@Alice can you look?", (2,), ()),
        ("(@Nadia Fenwick-Osei)", (3,), ()),
        ("@Nadia Fenwick-Osei: yes\n@Seán Ó Briain no", (3, 6), ()),
        ("@Sam Lee knows", (), ("Sam Lee",)),
        ("@Sam Lee (40102) knows", (5,), ()),
        ("@Sam Lee (99999) knows", (), ("Sam Lee",)),
        ("@J. Smith.", (7,), ()),
        ("@Alice Owner and @Alice Owner again", (1,), ()),
        ("write to alice@owner.example", (), ()),
        ("@Nobody Here", (), ()),
        ("@", (), ()),
        ("no mention at all", (), ()),
        ("@@Alice", (), ()),
    ],
)
def test_the_longest_name_that_somebody_bears_is_meant(
    words: str, ids: tuple[int, ...], shared: tuple[str, ...]
) -> None:
    names = possible_names(words)
    asked = [person for person in PEOPLE if person.name.lower() in names]

    assert find_mentions(words, asked) == Mentions(ids, shared)


@given(st.text(max_size=300))
def test_whatever_is_written_can_be_read(words: str) -> None:
    assert find_mentions(words, PEOPLE) == find_mentions(words, reversed(PEOPLE)) or "@" in words


@given(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=40))
def test_no_more_than_twenty_are_told(named: list[Named]) -> None:
    words = "\n".join(f"@{person.name} ({person.number})" for person in named)

    assert set(find_mentions(words, PEOPLE).person_ids) == {person.person_id for person in named[:20]}
