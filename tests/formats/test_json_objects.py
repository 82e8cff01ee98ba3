"""The objects of a list in JSON, whole and damaged."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.json_objects import Behind, Piece, split_objects

VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def pieces(content: bytes) -> list[tuple[bytes, bool]]:
    return [(one.raw, one.whole) for one in split_objects(content, 0) if isinstance(one, Piece)]


@settings(max_examples=150)
@given(st.lists(st.dictionaries(st.text(max_size=4), VALUES, max_size=3), max_size=4), st.booleans())
def test_each_object_of_a_list_is_one_piece_of_its_own_bytes(items: list[object], indented: bool) -> None:
    content = json.dumps(items, indent=1 if indented else None).encode()

    *found, behind = split_objects(content, 1)

    assert [json.loads(one.raw) for one in found] == items
    assert behind == Behind(raw=b"", ended=True)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"a": 1}, x {"b": 2}]', [(b'{"a": 1}', True), (b"x", False), (b'{"b": 2}', True)]),
        (b'{"a": 1, {"b": 2}]', [(b'{"a": 1', False), (b'{"b": 2}', True)]),
        (b'{"a: 1},\n{"b": 2}]', [(b'{"a: 1}', True), (b'{"b": 2}', True)]),
        (b'{"a": [1}, {"b": 2}]', [(b'{"a": [1}, {"b": 2}]', False)]),
        (b'{"a": "]"}, {"b": "}{"}]', [(b'{"a": "]"}', True), (b'{"b": "}{"}', True)]),
        (b'{"a": "\\"}"}]', [(b'{"a": "\\"}"}', True)]),
        (b'{"a": 1', [(b'{"a": 1', False)]),
        (b"]", []),
    ],
)
def test_damage_to_one_object_leaves_those_that_can_be_told_apart(
    content: bytes, expected: list[tuple[bytes, bool]]
) -> None:
    assert pieces(content) == expected


@settings(max_examples=150)
@given(st.lists(st.sampled_from([b"{", b"}", b"[", b"]", b'"', b",", b"\\", b"\n", b"a"]), max_size=40))
def test_whatever_the_bytes_they_come_in_order_and_there_is_an_end(marks: list[bytes]) -> None:
    content = b"".join(marks)

    *found, behind = split_objects(content, 0)

    place = 0
    for one in found:
        assert isinstance(one, Piece)
        place = content.index(one.raw, place) + len(one.raw)
    assert isinstance(behind, Behind)
