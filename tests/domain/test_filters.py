"""One language for finding people, at every door."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.filters import Filter, parse_filter, tag_word, words_of, write_filter
from keepwarm.domain.people import Standing
from keepwarm.domain.stages import Stage

filters = st.builds(
    Filter,
    words=st.lists(st.sampled_from(["ada", "lov", "lisbon", "12:30", "@example.org"])).map(" ".join),
    stages=st.frozensets(st.sampled_from(list(Stage))),
    rhythms=st.frozensets(st.sampled_from(list(Rhythm))),
    channels=st.frozensets(st.sampled_from(list(Channel))),
    standings=st.frozensets(st.sampled_from(list(Standing))),
    tags=st.frozensets(st.text(min_size=1, max_size=8).map(tag_word).filter(bool)),
    silent_days=st.none() | st.integers(0, 9_999),
)


@given(filters)
def test_a_filter_that_was_written_reads_back_the_same(wanted: Filter) -> None:
    assert parse_filter(write_filter(wanted)) == wanted


def test_words_and_named_parts_stand_in_any_order() -> None:
    found = parse_filter("stage:connection,ally ada by:call silent:3m lov")
    assert found == Filter(
        words="ada lov",
        stages=frozenset({Stage.CONNECTION, Stage.ALLY}),
        channels=frozenset({Channel.CALL}),
        silent_days=90,
    )


def test_an_unknown_name_before_a_colon_is_a_word_like_any_other() -> None:
    assert parse_filter("https://example.org note:x").words == "https://example.org note:x"


@pytest.mark.parametrize("query", ["stage:warm", "by:pigeon", "rhythm:fast", "standing:boss", "silent:long"])
def test_a_value_that_is_not_known_is_said_with_those_that_are(query: str) -> None:
    with pytest.raises(Invalid, match=query.partition(":")[0]):
        parse_filter(query)


@given(filters)
def test_the_words_of_a_query_are_what_is_not_named(wanted: Filter) -> None:
    assert words_of(write_filter(wanted)) == wanted.words
    assert words_of(f"stage:nonsense {wanted.words} silent:long") == wanted.words


@given(st.integers(0, 9_999), st.sampled_from("dwmy"))
def test_a_silence_of_any_length_is_written_so_that_it_reads_back(count: int, unit: str) -> None:
    found = parse_filter(f"silent:{count}{unit}")
    assert parse_filter(write_filter(found)) == found


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("Book club", "book-club"),
        ("  Book\tClub ", "book-club"),
        ("Friends, close", "friends-close"),
        ("Straße", "strasse"),
        ("a:b", "a:b"),
        (" , ", ""),
    ],
)
def test_a_tag_is_written_in_one_word(tag: str, word: str) -> None:
    assert tag_word(tag) == word
    assert parse_filter(f"tag:{word}").tags == frozenset({word} - {""})


@given(st.text(max_size=20))
def test_the_word_of_a_tag_finds_the_tag(tag: str) -> None:
    if word := tag_word(tag):
        assert parse_filter(f"tag:{word}").tags == {tag_word(word)} == {word}
