"""People: handles as they are compared, and what reaches whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.channels import VOICE_OR_FACE, Channel
from keepwarm.domain.people import Handle, HandleKind, reachable_by

kinds = st.sampled_from(list(HandleKind))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (HandleKind.EMAIL, "Ada@Example.org", "ada@example.ORG"),
        (HandleKind.EMAIL, " ada@example.org ", "ada@example.org"),
        (HandleKind.PHONE, "+44 (20) 7946-0018", "+442079460018"),
        (HandleKind.PROFILE, "https://example.org/Ada", "HTTPS://example.org/ada"),
        (HandleKind.ADDRESS, "1 High  Street", "1 high street"),
    ],
)
def test_the_same_address_written_otherwise_has_the_same_key(kind: HandleKind, one: str, other: str) -> None:
    assert Handle(kind=kind, value=one).key == Handle(kind=kind, value=other).key


def test_numbers_with_and_without_their_country_are_two() -> None:
    assert Handle(kind=HandleKind.PHONE, value="020 7946 0018").key != (
        Handle(kind=HandleKind.PHONE, value="+44 20 7946 0018").key
    )


@given(kinds, st.text(min_size=1, max_size=30).filter(str.strip))
def test_a_handle_with_words_has_a_key(kind: HandleKind, value: str) -> None:
    assert Handle(kind=kind, value=value).key


@given(st.lists(kinds))
def test_channels_are_named_once_the_most_personal_first(held: list[HandleKind]) -> None:
    found = reachable_by(held)
    assert len(set(found)) == len(found)
    assert set(found) == {channel for kind in held for channel in kind.channels}
    assert found == reachable_by(reversed(held))


def test_a_number_serves_a_call_before_a_text() -> None:
    assert reachable_by([HandleKind.EMAIL, HandleKind.PHONE]) == (Channel.CALL, Channel.TEXT, Channel.EMAIL)


def test_voice_or_face_is_what_forms_a_relationship() -> None:
    assert {channel for channel in Channel if channel.has_voice_or_face} == VOICE_OR_FACE
    assert Channel.EMAIL not in VOICE_OR_FACE
