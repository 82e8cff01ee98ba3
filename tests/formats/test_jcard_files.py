"""jCards are found one by one in a file of any size, whatever happened to their neighbours."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.jcard_files import begins_jcards, split_jcards
from keepwarm.formats.json_cards import TOO_LARGE
from keepwarm.formats.json_objects import Behind, Piece


def jcard(name: str) -> bytes:
    return json.dumps(["vcard", [["fn", {}, "text", name]]]).encode()


ANN, BO = jcard("Ann"), jcard('Bo ["vcard", of "Rye"')
WHOLE = [Piece(raw=ANN, whole=True), Piece(raw=BO, whole=True)]


def split(content: bytes, block: int = 7) -> list[object]:
    return list(split_jcards(io.BytesIO(content), block=block))


@pytest.mark.parametrize(
    "content",
    [
        b"[" + ANN + b",\n " + BO + b"]",
        ANN + b"\n" + BO,
        b"\xef\xbb\xbf[\n" + ANN + b"\n,\n" + BO + b"\n]\n",
        b'["vcardstream",' + ANN + b"," + BO + b"]",
    ],
)
def test_jcards_are_found_in_lists_and_lines(content: bytes) -> None:
    assert begins_jcards(content)
    *cards, behind = split(content)

    assert cards == WHOLE
    assert isinstance(behind, Behind)
    assert behind.ended


def test_a_damaged_one_does_not_take_the_next_with_it() -> None:
    first, second, _ = split(b"[" + ANN[:-3] + b"," + BO + b"]")

    assert (first, second) == (Piece(raw=ANN[:-3], whole=False), WHOLE[1])


def test_a_list_without_an_end_says_so() -> None:
    *cards, behind = split(b"[" + ANN + b"," + BO)

    assert cards == WHOLE
    assert behind == Behind(raw=b"", ended=False)


def test_one_that_is_too_large_is_passed_by() -> None:
    large = jcard("x" * 5000)

    found = list(split_jcards(io.BytesIO(large + ANN + large), block=300, largest=1000))

    assert found[:3] == [TOO_LARGE, WHOLE[0], TOO_LARGE]


@pytest.mark.parametrize("head", [b"", b"[]", b'{"vcard": 1}', b'["card"', b'[["x","vcard",', b"BEGIN:VCARD"])
def test_other_files_begin_no_jcard(head: bytes) -> None:
    assert not begins_jcards(head)


@settings(max_examples=100, deadline=None)
@given(names=st.lists(st.text(max_size=30), max_size=6), block=st.integers(1, 90))
def test_the_size_of_the_blocks_says_nothing(names: list[str], block: int) -> None:
    cards = [jcard(name) for name in names]

    *found, _ = split(b"[" + b", ".join(cards) + b"]", block)

    assert found == [Piece(raw=card, whole=True) for card in cards]
