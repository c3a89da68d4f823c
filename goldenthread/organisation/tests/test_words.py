"""Words an organisation renames."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.organisation.words import WORDS, renamed_clashes, word


def test_a_renamed_word_is_shown_and_the_others_stay() -> None:
    renamed = {"goal": {"one": "ambition", "many": "ambitions"}}

    assert word("goal", renamed=renamed) == "ambition"
    assert word("goal", renamed=renamed, many=True) == "ambitions"
    assert word("plan", renamed=renamed, many=True) == "plans"


def test_a_word_without_its_plural_keeps_the_usual_one() -> None:
    assert word("post", renamed={"post": {"one": "position", "many": ""}}, many=True) == "posts"


def test_a_code_nobody_has_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        word("dream", renamed={})


def test_the_usual_words_do_not_clash() -> None:
    assert renamed_clashes({}) == {}


def test_two_things_by_one_name_clash_whatever_the_case() -> None:
    assert renamed_clashes({"goal": {"one": "Objective", "many": "aims"}}) == {"objective": "goal"}


@given(st.permutations(sorted(WORDS)))
def test_words_that_change_places_do_not_clash(order: list[str]) -> None:
    renamed = {
        code: dict(zip(("one", "many"), WORDS[other], strict=True))
        for code, other in zip(sorted(WORDS), order, strict=True)
    }

    assert renamed_clashes(renamed) == {}
