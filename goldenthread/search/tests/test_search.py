"""Finding by words, in every script, on either database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.people.models import Unit
from goldenthread.search import actions
from goldenthread.search.folding import fold, folded_words, rank, slips
from goldenthread.search.models import Entry
from goldenthread.search.queries import find

NAMES = {
    1: "Zoë Müller-O’Brien",
    2: "Łukasz Żółty",
    3: "山田太郎",
    4: "Олена Шевченко",
    5: "عائشة بن علي",
    6: "नेहा शर्मा",
    7: "Nguyễn Thị Minh Khai",
    8: "สมชาย ใจดี",
    9: "Σωκράτης Παπαδόπουλος",
}


@pytest.fixture
def named(db: None) -> None:
    actions.put_many(
        Entry(kind="person", number=number, reference=f"4{number:04}", words=name) for number, name in NAMES.items()
    )


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("zoe mull", 1),
        ("OBRIEN", 1),
        ("o'brien", 1),
        ("lukasz", 2),
        ("zolty", 2),
        ("太郎", 3),
        ("шевч", 4),
        ("علي", 5),
        ("शर्मा", 6),
        ("nguyen minh", 7),
        ("ใจดี", 8),
        ("ΣΩΚΡΑΤΗΣ", 9),
        ("40007", 7),
    ],
)
def test_a_name_in_any_script_is_found_by_a_part_of_it(named: None, asked: str, number: int | None) -> None:
    assert [hit.number for hit in find(words=asked, kinds=["person"])] == ([number] if number else [])


def test_every_word_must_begin_a_word(db: None) -> None:
    actions.put(kind="item", number=1, reference="OBJ-142", words="Visit the 6,000 homes most at risk")
    actions.put(kind="item", number=2, reference="OBJ-104", words="Prevent fire in the homes most at risk")

    assert {hit.number for hit in find(words="home risk")} == {1, 2}
    assert [hit.number for hit in find(words="home visit")] == [1]
    assert find(words="isk") == []


@pytest.mark.parametrize("asked", ["OBJ-142", "obj142", "obj 142", "142"])
def test_a_reference_is_found_however_it_is_typed(db: None, asked: str) -> None:
    actions.put(kind="item", number=1, reference="OBJ-142", words="Visit homes")
    actions.put(kind="item", number=2, reference="OBJ-14", words="Something else")

    assert find(words=asked)[0].number == 1


def test_a_slip_towards_the_end_of_a_word_still_finds_it(db: None) -> None:
    actions.put(kind="unit", number=1, reference="PREV", words="Prevention")

    assert [hit.number for hit in find(words="preventoin")] == [1]


def test_changed_words_replace_the_old_ones_and_removed_ones_are_gone(db: None) -> None:
    actions.put(kind="unit", number=1, reference="A", words="Old name")
    actions.put(kind="unit", number=1, reference="A", words="New name")
    assert find(words="old") == []
    assert len(find(words="new")) == 1

    actions.remove(kind="unit", number=1)

    assert find(words="new") == []


def test_kinds_keep_to_themselves_and_do_not_crowd_each_other_out(db: None) -> None:
    actions.put_many(Entry(kind="task", number=n, words=f"Fire task {n}") for n in range(400))
    actions.put(kind="person", number=1, reference="40001", words="Fire Person")

    hits = find(words="fire", limit=5)

    assert [hit.kind for hit in hits].count("task") == 5
    assert [hit.kind for hit in hits].count("person") == 1
    assert find(words="task", kinds=["person"]) == []


@given(st.text(max_size=60))
def test_whatever_is_typed_folding_gives_plain_words(text: str) -> None:
    for word in folded_words(text):
        assert word
        assert not any(letter in word for letter in " \"'*:&|!()_-\n")
    assert all(word.startswith("i") for word in fold(kind="item", reference=text, words=text).split())


@pytest.mark.django_db
@given(st.text(max_size=60))
def test_whatever_is_typed_searching_answers(text: str) -> None:
    assert find(words=text) == []


def test_the_reference_itself_comes_first_and_whole_words_before_begun_ones() -> None:
    exact = rank(asked=["obj", "1"], reference="OBJ-1", title="Z")
    whole = rank(asked=["fire"], reference="X", title="Fire safety")
    begun = rank(asked=["fire"], reference="X", title="Firefighter training")
    inside = rank(asked=["fire"], reference="X", title="Prevent fire")

    assert exact < whole < begun < inside


@pytest.mark.parametrize("asked", ["nwsou", "nwoosu", "nwso", "nvosu", "nwosuu", "tobais", "tobias nwsou"])
def test_one_slip_of_the_fingers_still_finds_a_name(db: None, asked: str) -> None:
    actions.put(kind="person", number=1, reference="40118", words="Tobias Nwosu")
    actions.put(kind="person", number=2, reference="40001", words="Morwenna Tate")

    assert [hit.number for hit in find(words=asked)] == [1]


@given(st.text(alphabet="abcdefgh", min_size=1, max_size=7), st.data())
def test_every_single_slip_is_among_the_slips(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("xyz"))

    assert word in slips(word)
    assert word[:place] + word[place + 1 :] in slips(word)
    assert word[:place] + letter + word[place + 1 :] in slips(word)
    assert word[:place] + letter + word[place:] in slips(word)


def test_a_reference_is_found_among_a_thousand_that_begin_so(db: None) -> None:
    actions.put_many(Entry(kind="item", number=n, reference=f"OBJ-142{n:04}", words="Like others") for n in range(1000))
    actions.put(kind="item", number=5000, reference="OBJ-142", words="The one")

    assert find(words="obj-142", limit=3)[0].number == 5000


@pytest.mark.parametrize("named", [True, False])
def test_what_may_not_be_found_does_not_crowd_out_what_may(db: None, *, named: bool) -> None:
    units = [Unit.objects.create(code=f"U{n}", name="Fire station") for n in range(350)]
    actions.put_many(Entry(kind="unit", number=unit.pk, reference=unit.code, words=unit.name) for unit in units)
    last = units[-1]
    seen, nothing = Unit.objects.filter(pk=last.pk), Unit.objects.none()

    hits = find(words="fire stat", kinds=["unit"], limit=5, among={"unit": [last.pk] if named else seen})

    assert [hit.number for hit in hits] == [last.pk]
    assert find(words="fire", kinds=["unit"], among={"unit": [] if named else nothing}) == []
    assert find(words="u1", kinds=["unit"], among={"unit": [last.pk] if named else seen}) == []
