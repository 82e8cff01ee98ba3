"""Objects found in a JSON file of any size, whole and damaged."""

import json
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.json_shelf import Shelf
from keepwarm.formats.json_stream import Closed, Cut, Found, Span, Word, bytes_of, walk

LIST = ("list",)
VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def found(content: bytes) -> list[tuple[bytes, bool]]:
    events = [event for event in walk(BytesIO(content), {LIST}) if isinstance(event, Found)]
    return [(bytes_of(BytesIO(content), one.span), one.span.whole) for one in events]


@settings(max_examples=150)
@given(st.lists(st.dictionaries(st.text(max_size=4), VALUES, max_size=3), max_size=4), VALUES, st.booleans())
def test_each_object_of_a_list_is_found_with_its_own_bytes(
    items: list[object], beside: object, indented: bool
) -> None:
    content = json.dumps({"a": beside, "list": items, "b": beside}, indent=1 if indented else None).encode()

    pieces = found(content)

    assert [json.loads(raw) for raw, _ in pieces] == items
    assert all(whole for _, whole in pieces)


def test_what_stands_around_the_objects_is_told_by_its_way() -> None:
    content = b'{"v": "1", "a": {"type": "x", "n": 3, "list": [{"type": "inner"}]}}'

    events = list(walk(BytesIO(content), {("a", "list")}))

    assert events == [
        Word(way=("v",), text="1"),
        Word(way=("a", "type"), text="x"),
        Found(way=("a", "list"), span=Span(begin=47, end=64)),
        Closed(way=("a",)),
        Closed(way=()),
    ]


def test_of_a_long_word_the_beginning_is_told() -> None:
    content = b'{"a": "' + b"x" * 100_000 + b'", "' + b"y" * 100_000 + b'": "z"}'

    long, other = (event for event in walk(BytesIO(content), {LIST}) if isinstance(event, Word))

    assert (long.way, long.text) == (("a",), "x" * 255)
    assert (other.way, other.text) == (("y" * 255,), "z")


@pytest.mark.parametrize("length", [262_000, 262_120, 262_143, 600_000])
@pytest.mark.parametrize("filling", [b"x", b"\\\\", b'\\"'])
def test_a_string_longer_than_a_chunk_is_one_string(length: int, filling: bytes) -> None:
    item = b'{"long": "' + filling * (length // len(filling)) + b'"}'

    assert found(b'{"list": [' + item + b', {"next": 1}]}') == [(item, True), (b'{"next": 1}', True)]


_STYLES = (
    "{{\n  {a},\n  {items},\n  {b}\n}}", "{{{a},\n{items},\n{b}}}", "{{\n{a}, {items}, {b} }}",
    "{{ {a}\n, {items}\n, {b}\n}}",
)  # fmt: skip
_LISTS = ("[\n    {}\n  ]", "[\n    {}]", "[\n    {}\n    ]", "[{}]", "[\n{}\n]", "[\n    {} ]", "[ {}\n]")
_BETWEEN = (",\n    ", ", ", "\n    , ", ",\n", "\n\n,\n\n    ")


@settings(max_examples=400)
@given(
    st.lists(st.dictionaries(st.text(max_size=4), VALUES, max_size=3), min_size=1, max_size=4),
    st.sampled_from(_STYLES),
    st.sampled_from(_LISTS),
    st.sampled_from(_BETWEEN),
    st.sampled_from([None, 1, 4]),
)
def test_however_a_sound_file_is_laid_out_its_objects_and_what_is_around_are_found(
    items: list[object], style: str, brackets: str, between: str, indent: int | None
) -> None:
    laid_out = (json.dumps(item, indent=indent).replace("\n", "\n    ") for item in items)
    written = brackets.format(between.join(laid_out))
    content = style.format(
        a='"a": "1"', items=f'"list": {written}', b='"b": "2", "other": [{"x": 1}]'
    ).encode()

    events = list(walk(BytesIO(content), {LIST}))

    spans = [event.span for event in events if isinstance(event, Found)]
    assert [json.loads(bytes_of(BytesIO(content), span)) for span in spans] == items
    assert [event for event in events if not isinstance(event, Found)] == [
        Word(way=("a",), text="1"),
        Word(way=("b",), text="2"),
        Closed(way=("other",)),
        Closed(way=()),
    ]


_ITEM = b'    {\n      "a": "x",\n      "b": [\n        1\n      ]\n    }'


@settings(max_examples=400)
@given(
    st.integers(0, 4), st.integers(0, len(_ITEM)), st.integers(0, len(_ITEM)),
    st.one_of(st.binary(max_size=8), st.sampled_from([b'"', b",", b":", b"[", b"]", b"{", b"}", b"\n"])),
)  # fmt: skip
def test_damage_to_an_object_on_lines_of_its_own_leaves_all_others(
    number: int, begin: int, end: int, noise: bytes
) -> None:
    items = [_ITEM.replace(b"x", str(place).encode()) for place in range(5)]
    damaged = items[number][:begin] + noise + items[number][end:]
    around = b'{\n  "list": [\n', b'\n  ],\n  "other": "1"\n}\n'
    content = around[0] + b",\n".join([*items[:number], damaged, *items[number + 1 :]]) + around[1]

    pieces = found(content)

    rest = [item.strip() for place, item in enumerate(items) if place != number]
    assert [raw for raw, whole in pieces if whole and raw in rest] == rest
    assert Word(way=("other",), text="1") in list(walk(BytesIO(content), {LIST}))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"list": [{"a": 1}, {"b": [2}, {"c": 3}]}',
         [(b'{"a": 1}', True), (b'{"b": [2}', False), (b'{"c": 3}', True)]),
        (b'{"list": [{"a": 1, {"b": 2}]}', [(b'{"a": 1, ', False), (b'{"b": 2}', True)]),
        (b'{"list": [\n {"a": [{"x": 1,\n {"b": 2}\n]}',
         [(b'{"a": [{"x": 1,\n ', False), (b'{"b": 2}', True)]),
        (b'{"list": [{"a: 1},\n{"b": 2}]}', [(b'{"a: 1},\n', False), (b'{"b": 2}', True)]),
        (b'{"list": [{"a": 1]}', [(b'{"a": 1', False)]),
        (b'{"list": [{"a": 1}, {"b": ', [(b'{"a": 1}', True), (b'{"b": ', False)]),
    ],
)  # fmt: skip
def test_damage_to_one_object_leaves_those_that_can_be_told_apart(
    content: bytes, expected: list[tuple[bytes, bool]]
) -> None:
    assert found(content) == expected


def test_a_file_that_ends_early_says_so() -> None:
    assert list(walk(BytesIO(b'{"list": ['), {LIST}))[-1] == Cut()


@pytest.mark.parametrize("mark", [b"[", b"{", b'{"a":', b'{"list":[{"a":[', b'"', b"\\", b"}", b"[}"])
def test_a_hundred_thousand_levels_have_an_end(mark: bytes) -> None:
    events = list(walk(BytesIO(b'{"list":[' + mark * 100_000), {LIST}))

    assert sum(isinstance(event, Found) for event in events) <= 100_000


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from([b"{", b"}", b"[", b"]", b'"', b",", b":", b"\\", b"\n", b'"list":']), max_size=50
    )
)
def test_whatever_the_bytes_objects_come_in_order_and_do_not_overlap(marks: list[bytes]) -> None:
    content = b'{"list":[' + b"".join(marks)

    spans = [event.span for event in walk(BytesIO(content), {LIST}) if isinstance(event, Found)]

    ends = [0, *(span.end for span in spans)]
    assert all(
        begin <= span.begin < span.end <= len(content) for begin, span in zip(ends, spans, strict=False)
    )


def test_a_shelf_gives_back_what_was_put_there() -> None:
    spans = [Span(begin=3, end=9), Span(begin=9, end=12, whole=False)]
    shelf = Shelf()

    for span in spans:
        shelf.add(span)

    assert (list(shelf), len(shelf)) == (spans, 2)
