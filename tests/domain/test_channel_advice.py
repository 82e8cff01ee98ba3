"""Which channel to use, and why (MODEL.md, section 5, first form)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.channel_advice import advised_channel
from keepwarm.domain.channels import Channel
from keepwarm.domain.people import KnownBy, Preference
from keepwarm.domain.reasons import Reason

CALL, TEXT, EMAIL, CHAT = Channel.CALL, Channel.TEXT, Channel.EMAIL, Channel.CHAT


def likes(channel: Channel, rank: int = 1, known_by: KnownBy = KnownBy.TOLD) -> Preference:
    return Preference(channel=channel, rank=rank, known_by=known_by)


def never(channel: Channel) -> Preference:
    return Preference(channel=channel, never=True)


def test_what_they_told_is_used_first_by_its_rank() -> None:
    told = [likes(TEXT, 2), likes(CALL, 1)]
    found = advised_channel(told, placed=EMAIL, last_in=EMAIL, reachable=[EMAIL, TEXT, CALL])
    assert found == (CALL, Reason.of("channel_told", channel="call"))


def test_what_they_told_is_advised_without_a_handle_too_and_says_so() -> None:
    found = advised_channel([likes(CALL)], reachable=[EMAIL])
    assert found == (CALL, Reason.of("channel_told_without_handle", channel="call"))
    in_person = advised_channel([likes(Channel.IN_PERSON)], reachable=[EMAIL])
    assert in_person[1] == Reason.of("channel_told", channel="in-person")


def test_an_assumed_liking_is_not_what_they_told() -> None:
    assumed = [likes(CALL, known_by=KnownBy.ASSUMED), likes(TEXT, known_by=KnownBy.OBSERVED)]
    assert advised_channel(assumed, reachable=[EMAIL])[0] is EMAIL


@pytest.mark.parametrize(
    ("placed", "last_in", "reachable", "expected", "code"),
    [
        (CALL, TEXT, [EMAIL], CALL, "channel_placed"),
        (None, TEXT, [EMAIL], TEXT, "channel_they_used_last"),
        (None, None, [CHAT, EMAIL], CHAT, "channel_at_hand"),
    ],
)
def test_then_comes_what_was_placed_then_what_they_used_then_what_is_at_hand(
    placed, last_in, reachable, expected, code
) -> None:
    found = advised_channel([], placed=placed, last_in=last_in, reachable=reachable)
    assert found == (expected, Reason.of(code, channel=expected.value))


def test_after_silence_another_channel_is_tried_where_there_is_one() -> None:
    assert advised_channel([], last_in=EMAIL, reachable=[EMAIL, TEXT], tried=EMAIL)[0] is TEXT
    assert advised_channel([], last_in=EMAIL, reachable=[EMAIL], tried=EMAIL)[0] is EMAIL
    assert advised_channel([likes(EMAIL), likes(CALL, 2)], reachable=[TEXT], tried=EMAIL)[0] is CALL


def test_what_they_told_is_kept_to_after_silence_where_they_told_only_that() -> None:
    assert advised_channel([likes(EMAIL)], reachable=[EMAIL, TEXT], tried=EMAIL)[0] is EMAIL


def test_where_every_channel_is_a_never_there_is_none_and_it_says_so() -> None:
    found = advised_channel([never(EMAIL), never(TEXT)], last_in=EMAIL, reachable=[TEXT, EMAIL])
    assert found == (None, Reason.of("every_channel_is_never"))


def test_without_a_way_to_reach_them_there_is_no_channel() -> None:
    assert advised_channel([never(EMAIL)]) == (None, Reason.of("no_way_to_reach"))


channels = st.sampled_from(list(Channel))
preferences = st.builds(
    Preference,
    channel=channels,
    never=st.booleans(),
    rank=st.integers(1, 3),
    known_by=st.sampled_from(list(KnownBy)),
)


@given(
    st.lists(preferences, max_size=5),
    st.one_of(st.none(), channels),
    st.one_of(st.none(), channels),
    st.lists(channels, max_size=4),
    st.one_of(st.none(), channels),
)
def test_a_never_is_never_advised(told, placed, last_in, reachable, tried) -> None:
    found, why = advised_channel(told, placed=placed, last_in=last_in, reachable=reachable, tried=tried)
    assert found not in {preference.channel for preference in told if preference.never}
    assert (found is None) == (why.code in ("every_channel_is_never", "no_way_to_reach"))
