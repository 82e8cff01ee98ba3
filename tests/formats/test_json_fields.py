"""What an object says under a name, whatever it holds there."""

import pytest

from keepwarm.formats.json_fields import (
    all_fields_of,
    fields_of,
    line_of,
    lines_of,
    parse_object,
    says_yes,
    text_of,
)

ODD = {
    "list": [1, {"a": "b"}, "x\ud83c ", ""],
    "null": None,
    "yes": True,
    "one": 1,
    "text": " a\r\nb\x00 ",
    "deep": {},
}


def test_a_name_gives_what_is_asked_for_or_nothing() -> None:
    assert [text_of(ODD, name) for name in ("text", "one", "yes", "list", "null", "none")] == [
        "a\nb", "1", "", "", "", "",
    ]  # fmt: skip
    assert [fields_of(ODD, name) for name in ("list", "one", "deep")] == [{}, {}, {}]
    assert [all_fields_of(ODD, name) for name in ("list", "text")] == [[{"a": "b"}], []]
    assert [lines_of(ODD, name) for name in ("list", "text")] == [["x"], []]
    assert line_of(ODD, "text") == "a b"


def test_yes_is_known_in_all_ways_of_writing_it() -> None:
    answers = {"a": True, "b": 1, "c": "1", "d": "yes", "e": False, "f": 0, "g": "no", "h": None, "i": [1]}

    assert [name for name in answers if says_yes(answers, name)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "raw",
    [
        b"[]", b'"a"', b"{", b'{"a": NaN}', b'{"a": 1e999}', b'{"a": \xff}', b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000, b'{"a": ' + b"[" * 70 + b"]" * 70 + b"}",
    ],
)  # fmt: skip
def test_what_is_no_sound_object_is_none(raw: bytes) -> None:
    assert parse_object(raw) is None
