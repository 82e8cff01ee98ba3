"""Text as it is compared: one form for both databases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.text import folded


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Ada  Lovelace", "ada lovelace"),
        ("José Núñez", "jose nunez"),
        ("O'Brien-Smith, Dr.", "o brien smith dr"),
        ("STRASSE Straße", "strasse strasse"),
        ("İstanbul", "istanbul"),
        ("ℌans ⒶⒹⒶ", "hans ada"),
        ("ﬁnn Ａｄａ", "finn ada"),
        ("ada@example.org", "ada@example org"),
        ("+44 (20) 79", "+44 20 79"),
        ("小林 信子", "小林 信子"),
        ("", ""),
        (" . ", ""),
    ],
)
def test_case_accents_and_punctuation_are_folded_away(written: str, compared: str) -> None:
    assert folded(written) == compared


@given(st.text(max_size=30))
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=30))
def test_what_a_database_would_take_for_a_wildcard_is_gone(text: str) -> None:
    assert not set(folded(text)) & set("%_\\'\"\0")


@given(st.text(max_size=20), st.text(max_size=20))
def test_words_are_folded_each_by_itself(one: str, other: str) -> None:
    assert folded(f"{one} {other}").split() == [*folded(one).split(), *folded(other).split()]
