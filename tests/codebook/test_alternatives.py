"""Groups in names, written out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.codebook.alternatives import MOST, expand

WORD = st.text("abc", min_size=1, max_size=4)


def test_groups_are_written_out_in_order() -> None:
    assert expand("(Greek|Greece's) (deputy|) minister") == (
        "Greek deputy minister",
        "Greek minister",
        "Greece's deputy minister",
        "Greece's minister",
    )


def test_equal_phrases_stand_once() -> None:
    assert expand("(a|a|b) x") == ("a x", "b x")


@pytest.mark.parametrize("line", ["(a|b", "a|b", "a) b", "((a|b)|c)"])
def test_a_bracket_or_bar_alone_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="belongs to no group"):
        expand(line)


def test_a_line_that_stands_for_thousands_is_refused_without_making_them() -> None:
    with pytest.raises(ValueError, match=f"at most {MOST}"):
        expand(" ".join(["(a|b|c|d|e|f|g|h|i|j)"] * 30))


@given(st.lists(st.lists(WORD, min_size=1, max_size=3), min_size=1, max_size=4))
def test_every_choice_of_alternatives_is_a_phrase(groups: list[list[str]]) -> None:
    found = expand(" ".join(f"({'|'.join(group)})" for group in groups))
    assert found[0] == " ".join(group[0] for group in groups)
    assert all(
        any(phrase.split()[i] in group for phrase in found) for i, group in enumerate(groups) for _ in group
    )
    assert len(found) == len(set(found))
