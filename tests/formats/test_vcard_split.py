"""Cards out of a file: which begin, which end, and with which bytes."""

import codecs
import io
import tracemalloc
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.vcard import Broken, Flaw, Whole, split_cards
from tests.real_data import real_data

ANN = b"BEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD\r\n"
BOB = b"BEGIN:VCARD\r\nFN:Bob\r\nEND:VCARD\r\n"


def split(data: bytes, block: int = 262_144) -> list[Whole | Broken]:
    return list(split_cards(io.BytesIO(data), block=block))


def raws(items: Iterable[Whole | Broken]) -> list[bytes]:
    return [item.raw for item in items if isinstance(item, Whole)]


def numbers(items: Iterable[Whole | Broken]) -> list[int]:
    """Every number that comes out, at any depth."""
    found = []
    for item in items:
        found.append(item.number)
        found += numbers(item.nested) if isinstance(item, Whole) else []
    return found


def test_cards_come_out_in_order_with_their_own_line_ends() -> None:
    assert raws(split(ANN + BOB)) == [ANN, BOB]


@pytest.mark.parametrize(
    "written",
    [
        b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\n",
        b"BEGIN:VCARD\rFN:Ann\rEND:VCARD\r",
        b"BEGIN:VCARD\r\r\nFN:Ann\r\r\nEND:VCARD\r\r\n",
        b"begin:vcard\nfn:Ann\nend:vcard",
        b"Begin : VCARD\nFN:Ann\nEnd : vCard  \n",
        b"BEGIN:VCARD \r\nFN:Ann\r\nEND:VCARD \r\n",
        b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\x1a",
    ],
)
def test_a_card_is_kept_as_it_is_written(written: bytes) -> None:
    assert raws(split(written)) == [written]


def test_cards_joined_on_one_line_are_two() -> None:
    joined = b"BEGIN:VCARD\nFN:Ann\nEND:VCARDBEGIN:VCARD\nFN:Bob\nEND:VCARD"

    assert raws(split(joined)) == [b"BEGIN:VCARD\nFN:Ann\nEND:VCARD", b"BEGIN:VCARD\nFN:Bob\nEND:VCARD"]


def test_what_stands_outside_of_cards_is_left_out() -> None:
    wrapped = (
        b"\xef\xbb\xbfBEGIN:VADDRESSBOOK\r\n\r\n" + ANN + b"junk\r\n\xef\xbb\xbf" + BOB + b"END:VADDRESSBOOK"
    )

    assert raws(split(wrapped)) == [ANN, BOB]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_gives_its_cards_in_utf_8(codec: str) -> None:
    card = "BEGIN:VCARD\r\nFN:Żółć 🦊\r\nEND:VCARD\r\n"
    mark = codecs.BOM_UTF16_BE if codec == "utf-16-be" else b""

    assert raws(split(mark + card.encode(codec), block=7)) == [card.encode()]


def test_nested_cards_stay_in_the_outer_one() -> None:
    data = b"BEGIN:VCARD\nN:parent\nAGENT:\n" + ANN + b"BEGIN:VCARD\nN:b\nEND:VCARD\nTEL:1\nEND:VCARD\n"

    (outer,) = split(data)

    assert isinstance(outer, Whole)
    assert outer.raw == data
    assert [inner.number for inner in outer.nested] == [2, 3]
    assert outer.nested[0].raw == ANN


def test_an_agent_with_its_begin_on_the_same_line_is_nested() -> None:
    data = b"BEGIN:VCARD\nN:parent\nAGENT:BEGIN:VCARD\nN:agent\nEND:VCARD\nTEL:1\nEND:VCARD\n"

    (outer,) = split(data)

    assert isinstance(outer, Whole)
    assert outer.raw == data
    assert [inner.raw for inner in outer.nested] == [b"BEGIN:VCARD\nN:agent\nEND:VCARD\n"]


@pytest.mark.parametrize(
    "value",
    [
        b"NOTE:a card\n BEGIN:VCARD\n",
        b"AGENT:BEGIN:VCARD\\nFN:Susan\\nEND:VCARD\n",
        b"AGENT:BEGIN:VCARD\n \\nFN:Susan\\nEND:VCARD\n",
        b"NOTE;ENCODING=QUOTED-PRINTABLE:a card=\nBEGIN:VCARD\n",
        b"NOTE;QUOTED-PRINTABLE:a card=\nEND:VCARD=0A=\nBEGIN:VCARD\n",
        b"NOTE;ENCODING=QUOTED-PRINTABLE:a card=\nEND:VCARD\nTEL:1\n",
        b"X-VCARD:BEGIN:VCARD\n",
    ],
)
def test_a_begin_inside_a_value_begins_no_card(value: bytes) -> None:
    data = b"BEGIN:VCARD\n" + value + b"END:VCARD\n"

    (card,) = split(data)

    assert isinstance(card, Whole)
    assert card.raw == data
    assert card.nested == ()


@pytest.mark.parametrize("behind", [b"", b"\n", BOB])
def test_a_value_cut_off_at_a_soft_break_does_not_swallow_the_end(behind: bytes) -> None:
    cut = b"BEGIN:VCARD\nURL;QUOTED-PRINTABLE:http://a.example/?q=\nEND:VCARD\n"

    assert raws(split(cut + behind))[0] == cut


def test_base64_that_ends_with_its_padding_does_not_swallow_the_end() -> None:
    data = b"BEGIN:VCARD\nPHOTO;ENCODING=b:/9j/\n /9k=\nEND:VCARD\n"

    assert raws(split(data + BOB)) == [data, BOB]


def test_a_card_without_end_is_broken_and_the_next_ones_kept() -> None:
    items = split(ANN + b"BEGIN:VCARD\r\nFN:Lost\r\n" + BOB + ANN)

    assert items[1] == Broken(number=2, flaw=Flaw.NO_END)
    assert raws(items) == [ANN, BOB, ANN]
    assert numbers(items) == [1, 2, 3, 4]


def test_a_card_without_end_does_not_hold_a_hundred_others() -> None:
    stray = b"END:VCARD\r\n"

    items = split(b"BEGIN:VCARD\r\nFN:Lost\r\n" + ANN * 150 + stray)

    assert items[0] == Broken(number=1, flaw=Flaw.NO_END)
    assert raws(items) == [ANN] * 150


def test_a_thousand_begins_without_end_are_a_thousand_broken_cards() -> None:
    items = split(b"BEGIN:VCARD\n" * 1000)

    assert items == [Broken(number=number, flaw=Flaw.NO_END) for number in range(1, 1001)]


@pytest.mark.parametrize("block", [1000, 10_000_000])
def test_a_card_that_is_too_large_is_broken_and_the_next_ones_kept(block: int) -> None:
    large = b"BEGIN:VCARD\r\nNOTE:" + b"x" * 50_000 + b"\r\nEND:VCARD\r\n"

    items = list(split_cards(io.BytesIO(ANN + large + BOB), block=block, largest=40_000))

    assert items[1] == Broken(number=2, flaw=Flaw.TOO_LARGE)
    assert raws(items) == [ANN, BOB]


def test_a_file_without_line_ends_is_read_in_bounded_memory() -> None:
    class Long(io.BytesIO):
        """Three megabytes, made as they are asked for."""

        given = 0

        def read(self, size: int | None = -1) -> bytes:
            self.given += 1
            return b"vcard " * 10_000 if self.given < 50 else b""

    tracemalloc.start()
    try:
        assert list(split_cards(Long())) == []
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 500_000


PIECES = st.lists(
    st.sampled_from(
        [
            b"BEGIN:VCARD", b"END:VCARD", b"\r\n", b"\n", b"\r", b" ", b"=", b"x:y", b"AGENT:",
            b"NOTE;QUOTED-PRINTABLE:a=", b"BEGIN : VCARD", b"PHOTO;ENCODING=b:AAA=", b"\xef\xbb\xbf", b'"',
        ]
    ),
    max_size=40,
).map(b"".join)  # fmt: skip


@settings(max_examples=300)
@given(data=PIECES, block=st.integers(1, 60))
def test_the_size_of_blocks_changes_nothing(data: bytes, block: int) -> None:
    assert split(data, block=block) == split(data)


@settings(max_examples=300)
@given(data=PIECES)
def test_each_begin_is_counted_and_comes_out_once(data: bytes) -> None:
    found = numbers(split(data))

    assert found == list(range(1, len(found) + 1))


def test_every_begin_of_the_real_files_comes_out_once() -> None:
    counted = written = 0
    for path in sorted(real_data("vcards").glob("*.vcf")):
        with path.open("rb") as file:
            counted += len(numbers(split_cards(file)))
        written += path.read_bytes().upper().count(b"BEGIN:VCARD")

    assert counted == written == 2197


def test_the_real_files_are_cards_and_blank_space() -> None:
    for path in sorted(real_data("vcards").glob("*.vcf")):
        data = path.read_bytes()
        with path.open("rb") as file:
            kept = raws(split_cards(file))

        rest = data
        for raw in kept:
            before, found, rest = rest.partition(raw)
            assert found == raw
            assert before.strip() == b""
        assert rest.strip() == b""
