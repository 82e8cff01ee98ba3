"""Content lines: they make up the whole card, and each says what it says."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from keepwarm.formats.vcard import Whole, read_card, split_cards
from keepwarm.formats.vcard_head import find_head
from keepwarm.formats.vcard_lines import LONGEST_VALUE, Line, lines, value_text
from tests.real_data import real_data

QP = b"NOTE;QUOTED-PRINTABLE:"


def card(*rows: bytes) -> bytes:
    return b"".join(row + b"\r\n" for row in (b"BEGIN:VCARD", *rows, b"END:VCARD"))


def named(raw: bytes, name: str) -> tuple[Line, str]:
    """The first line of that name, and its value."""
    for line in lines(raw):
        head = find_head(line.head)
        if head is not None and head.name == name:
            return line, value_text(raw, line, head)
    raise AssertionError(f"no {name}")


@pytest.mark.parametrize(
    ("rows", "span", "value"),
    [
        ([b"NOTE:plain"], b"NOTE:plain\r\n", "plain"),
        ([b"NOTE:fol", b" ded", b"\t twice"], b"NOTE:fol\r\n ded\r\n\t twice\r\n", "folded twice"),
        ([b"NO", b" TE:folded name"], b"NO\r\n TE:folded name\r\n", "folded name"),
        ([b'NOTE;X="a:b";Y=c:v'], b'NOTE;X="a:b";Y=c:v\r\n', "v"),
        ([b'NOTE;X="a:v'], b'NOTE;X="a:v\r\n', "v"),
        ([QP + b"a=", b"b=3D=", b" c"], QP + b"a=\r\nb=3D=\r\n c\r\n", "ab= c"),
        ([QP + b"a=", b"TEL:1"], QP + b"a=\r\nTEL:1\r\n", "aTEL:1"),
        ([QP + b"a", b" b= ", b"c"], QP + b"a\r\n b= \r\nc\r\n", "abc"),
        ([QP + b"a=", b"", b"TEL:1"], QP + b"a=\r\n\r\n", "a"),
        ([b"NOTE:one", b"two words"], b"NOTE:one\r\ntwo words\r\n", "one\ntwo words\n"),
        ([b"NOTE:one", b"", b"two words"], b"NOTE:one\r\n", "one"),
        ([b"NOTE:one", b"# a comment"], b"NOTE:one\r\n", "one"),
        ([b"NOTE;BASE64:Z3Jl", b"w7zDnw=="], b"NOTE;BASE64:Z3Jl\r\nw7zDnw==\r\n", "greüß"),
        ([b"NOTE;ENCODING=b:%%%"], b"NOTE;ENCODING=b:%%%\r\n", ""),
    ],
)  # fmt: skip
def test_a_line_ends_where_its_value_ends(rows: list[bytes], span: bytes, value: str) -> None:
    raw = card(*rows, b"", b"X-NEXT:1")

    line, text = named(raw, "NOTE")

    assert raw[line.start : line.end] == span
    assert text == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (b"NOTE:gr\xc3\xbc\xc3\x9f", "grüß"),
        (b"NOTE:gr\xfc\xdf \x80", "grüß €"),
        (b"NOTE:\x81", "\x81"),
        (b"NOTE;CHARSET=no-such-set:gr\xc3\xbc", "grü"),
        (b"NOTE;CHARSET=us-ascii:gr\xc3\xbc", "grü"),
        (b"NOTE;CHARSET=ISO-8859-1:gr\xfc", "grü"),
        (b"NOTE;CHARSET=UTF-8:gr\xfc", "grü"),
        (b"NOTE;CHARSET=SHIFT_JIS:\x88\xc9\x94\\", "伊能"),
        (b"NOTE;CHARSET=GB2312:\xc4\xe3", "你"),
        (b"NOTE;CHARSET=ISO-2022-JP:\x1b$B%m%$%I\x1b(B", "ロイド"),
        (b"NOTE;CHARSET=unicode_escape:a\\u0041\\q\xfc", "a\\u0041\\qü"),
        (b"NOTE;CHARSET=hex:6161", "6161"),
        (b"NOTE;CHARSET=cp037:abc\xfc", "abcü"),
        (b"NOTE;CHARSET=utf-16:ab\xfc", "abü"),
    ],
)
def test_bytes_are_read_in_the_set_that_they_are_written_in(written: bytes, value: str) -> None:
    assert named(card(written), "NOTE")[1] == value


def test_a_value_longer_than_a_mebibyte_is_read_in_its_beginning() -> None:
    text = named(card(b"NOTE:" + "aü".encode() * 500_000), "NOTE")[1]

    assert 1_000_000 < len(text.encode()) <= LONGEST_VALUE
    assert set(text) == {"a", "ü"}


def test_a_fold_that_cuts_a_character_of_utf_8_is_mended() -> None:
    assert named(card(b"NOTE:gr\xc3", b" \xbc"), "NOTE")[1] == "grü"


def test_a_fold_in_vcard_2_1_keeps_its_space() -> None:
    note = b"NOTE:one\r\n two"

    old = read_card(card(b"VERSION:2.1", b"FN:A", note)).person
    new = read_card(card(b"VERSION:3.0", b"FN:A", note)).person

    assert old is not None
    assert new is not None
    assert (old.note, new.note) == ("one two", "onetwo")


def test_the_lines_of_a_nested_card_are_deeper() -> None:
    raw = card(b"FN:a", b"AGENT:", b"BEGIN:VCARD", b"FN:b", b"END:VCARDBEGIN:VCARD", b"END:VCARD", b"TEL:1")

    assert [(line.head, line.depth) for line in lines(raw)] == [
        ("BEGIN", 1), ("FN", 1), ("AGENT", 1), ("BEGIN", 2), ("FN", 2), ("END", 2), ("BEGIN", 2), ("END", 2),
        ("TEL", 1), ("END", 1),
    ]  # fmt: skip


PIECES = st.lists(
    st.sampled_from(
        [b"BEGIN:VCARD", b"END:VCARD", b"\r", b"\n", b"\r\n", b" ", b"\t", b":", b";", b'"', b"=", b"A", b"#",
         b"AGENT:", QP, b"PHOTO;BASE64:"]
    ),
    max_size=30,
).map(b"".join)  # fmt: skip


@settings(max_examples=300)
@given(raw=st.binary(max_size=80) | PIECES)
@example(raw=b"\r\r\r\n")
@example(raw=b"A;QUOTED-PRINTABLE:=\r\n")
def test_lines_make_up_all_bytes(raw: bytes) -> None:
    found = list(lines(raw))

    assert b"".join(raw[line.start : line.end] for line in found) == raw
    assert all(line.start < line.end and line.start <= line.more <= line.end for line in found)


def test_lines_make_up_every_real_card() -> None:
    for path in sorted(real_data("vcards").glob("*.vcf")):
        with path.open("rb") as file:
            for item in split_cards(file):
                assert isinstance(item, Whole)
                assert b"".join(item.raw[line.start : line.end] for line in lines(item.raw)) == item.raw


@pytest.mark.parametrize(
    ("text", "group", "name", "params"),
    [
        ("TEL", "", "TEL", ()),
        ("item1.tel;type=Home", "item1", "TEL", (("TYPE", "Home"),)),
        ("TEL;HOME;CELL", "", "TEL", (("TYPE", "HOME"), ("TYPE", "CELL"))),
        ("TEL;TYPE=HOME,VOICE", "", "TEL", (("TYPE", "HOME"), ("TYPE", "VOICE"))),
        ('TEL;TYPE="a,b;c:d",PREF', "", "TEL", (("TYPE", "a,b;c:d"), ("TYPE", "PREF"))),
        ("PHOTO;base64", "", "PHOTO", (("ENCODING", "base64"),)),
        ("ADR;LABEL=\"1 ^'x^'^nTown^^\"", "", "ADR", (("LABEL", '1 "x"\nTown^'),)),
        ("VERSION ", "", "VERSION", ()),
        ("X-messaging/skype-All", "", "X-MESSAGING/SKYPE-ALL", ()),
        ("TEL;;TYPE=", "", "TEL", ()),
    ],
)
def test_a_head_is_group_name_and_parameters(
    text: str, group: str, name: str, params: tuple[tuple[str, str], ...]
) -> None:
    head = find_head(text)

    assert head is not None
    assert (head.group, head.name, head.params) == (group, name, params)


@pytest.mark.parametrize("text", ["", "two words", ";TYPE=x", "#", "item1.", "a b;c"])
def test_what_has_no_name_is_no_head(text: str) -> None:
    assert find_head(text) is None
