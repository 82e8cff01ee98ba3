"""IMAP as it is written: values, statuses, sets, names of folders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.formats.imap import (
    Value,
    folder_name,
    number_of,
    number_set,
    quoted,
    read_status,
    read_values,
)

VALUES: list[tuple[tuple[bytes, ...], list[Value]]] = [
    ((b"1 FETCH (UID 7)",), [b"1", b"FETCH", [b"UID", b"7"]]),
    ((b'LIST (\\HasNoChildren) "/" INBOX',), [b"LIST", [b"\\HasNoChildren"], b"/", b"INBOX"]),
    ((b'LIST () NIL "a \\"b\\" \\\\"',), [b"LIST", [], None, b'a "b" \\']),
    ((b'X "NIL"',), [b"X", b"NIL"]),
    ((b"X (A (B) ())",), [b"X", [b"A", [b"B"], []]]),
    (
        (b"2 FETCH (BODY[HEADER.FIELDS (FROM)] ", b'a "b" (c', b" FLAGS (\\Seen))"),
        [b"2", b"FETCH", [b"BODY[HEADER.FIELDS (FROM)]", b'a "b" (c', b"FLAGS", [b"\\Seen"]]],
    ),
    ((b"LIST () / ", b"with\r\nlines", b""), [b"LIST", [], b"/", b"with\r\nlines"]),
    ((b"",), []),
]


@pytest.mark.parametrize(("pieces", "expected"), VALUES)
def test_an_answer_is_read_as_values(pieces: tuple[bytes, ...], expected: list[Value]) -> None:
    assert read_values(pieces) == expected


@pytest.mark.parametrize("text", [b"(a", b"a)", b'"a', b"[a", b'a "b\\"', b"(" * 100 + b")" * 100])
def test_an_answer_out_of_balance_is_none(text: bytes) -> None:
    with pytest.raises(ValueError):
        read_values((text,))


@given(st.lists(st.binary(max_size=40), max_size=5))
def test_whatever_comes_is_values_or_none(pieces: list[bytes]) -> None:
    try:
        found = read_values(pieces)
    except ValueError:
        return
    assert isinstance(found, list)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"OK [UIDVALIDITY 12] fine", ("OK", "UIDVALIDITY 12", "fine")),
        (b"no [AUTHENTICATIONFAILED] Wrong (really.", ("NO", "AUTHENTICATIONFAILED", "Wrong (really.")),
        (b"BYE", ("BYE", "", "")),
        (b"OK \xff", ("OK", "", "\ufffd")),
        (b"12 EXISTS", None),
        (b"OKAY then", None),
    ],
)
def test_a_status_has_a_word_a_code_and_words(text: bytes, expected: tuple[str, str, str] | None) -> None:
    assert read_status(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(b"12", 12), (b"", None), (b"-1", None), (b"9" * 11, None), (None, None), ([], None)],
)
def test_a_number_is_digits_and_not_many(value: Value, expected: int | None) -> None:
    assert number_of(value) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"), [((1, 2, 3, 5, 9, 10), b"1:3,5,9:10"), ((7,), b"7"), ((1, 3), b"1,3")]
)
def test_numbers_that_follow_one_another_are_named_once(numbers: tuple[int, ...], expected: bytes) -> None:
    assert number_set(numbers) == expected


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (b"INBOX", "INBOX"),
        (b"Entw&APw-rfe", "Entwürfe"),
        (b"A &- B", "A & B"),
        (b"~peter/mail/&U,BTFw-/&ZeVnLIqe-", "~peter/mail/台北/日本語"),
        (b"&2D3cCA-", "🐈"),
    ],
)
def test_the_name_of_a_folder_is_read(written: bytes, name: str) -> None:
    assert folder_name(written) == name


@pytest.mark.parametrize("written", [b"R&D", b"&", b"&AP-", b"&!-"])
def test_a_name_that_is_no_modified_utf_7_stays_as_it_is(written: bytes) -> None:
    assert folder_name(written) == written.decode()


def test_a_name_in_utf_8_is_read_as_such() -> None:
    assert folder_name("Entwürfe".encode()) == "Entwürfe"


@given(st.binary(max_size=30))
def test_any_bytes_are_a_name_of_some_kind(written: bytes) -> None:
    assert isinstance(folder_name(written), str)


@given(st.binary(max_size=30))
def test_a_quoted_string_comes_back_or_is_refused(text: bytes) -> None:
    try:
        written = quoted(text)
    except ValueError:
        assert any(not 0x20 <= letter < 0x7F for letter in text)
        return
    assert read_values((written,)) == [text]
