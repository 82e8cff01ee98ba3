"""Ids in the one form by which they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.formats.vcard_uids import bare_uid, is_uuid, uid_uri


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("urn:uuid:7A6B", "7A6B"),
        ("URN:UUID: 7A6B ", "7A6B"),
        ("urn:uuid:", ""),
        ("http://a.example/urn:uuid:1", "http://a.example/urn:uuid:1"),
        ("x" * 601, ""),
    ],
)
def test_an_id_is_told_without_its_prefix(written: str, bare: str) -> None:
    assert bare_uid(written) == bare


@given(text=st.text(max_size=40) | st.text(max_size=20).map(lambda text: f"urn:uuid:URN:uuid: {text}"))
def test_an_id_stays_what_it_is_once_bare_and_finds_back_from_a_uri(text: str) -> None:
    uid = bare_uid(text)

    assert bare_uid(uid) == uid
    assert bare_uid(uid_uri(uid)) == uid


def test_a_uuid_is_known_by_its_shape() -> None:
    assert is_uuid("4fbe8971-0bc3-424c-9c26-36c3e1eff6b1")
    assert not is_uuid("4fbe8971")
