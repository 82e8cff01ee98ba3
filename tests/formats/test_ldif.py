"""LDIF: folded lines, base64, comments, and the bytes of each record."""

import base64
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.ldif import Record, looks_like_ldif, read_records, written_values

LINES = st.lists(
    st.sampled_from(
        [b"dn: cn=x", b"cn: Ann", b" more", b"# remark", b"", b"version: 1", b"??", b"cn:: QQ=="]
    ),
    max_size=12,
)


def records(content: bytes) -> list[Record]:
    return [one for one in read_records(BytesIO(content)) if isinstance(one, Record)]


def values(content: bytes) -> dict[str, list[str]]:
    (record,) = records(content)
    return record.values


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        (b"cn: Ann Lee", ["Ann Lee"]),
        (b"CN:Ann Lee", ["Ann Lee"]),
        (b"cn;lang-en: Ann Lee", ["Ann Lee"]),
        (b"cn: Ann\n  Lee", ["Ann Lee"]),
        (b"cn: An\r\n n Lee", ["Ann Lee"]),
        (b"cn:: " + base64.b64encode("Søren".encode()), ["Søren"]),
        (b"cn:: U8O4\n cmVu", ["Søren"]),
        ("cn: Søren".encode("cp1252"), ["Søren"]),
        (b"cn:: no base64!", []),
        (b"cn:< file:///etc/passwd", []),
        (b"cn: a\ncn: b", ["a", "b"]),
        (b"# cn: remark\n that goes on\ncn: a", ["a"]),
    ],
)
def test_an_attribute_has_the_texts_of_its_lines(line: bytes, texts: list[str]) -> None:
    assert values(b"dn: cn=x\n" + line)["cn"] == texts


def test_how_a_name_sounds_is_an_attribute_of_its_own() -> None:
    found = values(b"dn: cn=x\nsn: Li\nsn;lang-ja;phonetic: ri")

    assert (found["sn"], found["sn;phonetic"]) == (["Li"], ["ri"])


def test_each_value_stands_under_its_attribute_as_written_and_what_is_no_text_as_it_is() -> None:
    record = (
        b"# remark\nversion: 1\nCN;lang-en: Ann\n  Lee\njpegPhoto:: !!\nurl:< file:x\nsn:: U8O4cmVu\nodd\n"
    )

    assert list(written_values(record)) == [
        ("CN;lang-en", "Ann Lee"), ("jpegPhoto", "!!"), ("url", "file:x"), ("sn", "Søren"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "raws"),
    [
        (b"\xef\xbb\xbfversion: 1\n\ndn: cn=a\ncn: a\n\n\ndn: cn=b\n", [b"dn: cn=a\ncn: a", b"dn: cn=b"]),
        (b"version: 1\ndn: cn=a\n", [b"version: 1\ndn: cn=a"]),
        (b"dn: cn=a\ndn: cn=b", [b"dn: cn=a", b"dn: cn=b"]),
        (b"# a remark\n\ndn: cn=a\r\n\r\n", [b"dn: cn=a"]),
        (b"", []),
    ],
)
def test_records_end_at_blank_lines_and_before_the_next_dn(content: bytes, raws: list[bytes]) -> None:
    assert [one.raw for one in records(content)] == raws


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b"dn: cn=a\n", True),
        (b"\xef\xbb\xbf# remark\n folded\n\nversion: 1\n\ndn:: Y249YQ==\n", True),
        (b"version: 1\n", False),
        (b"Date: today\ndn: cn=a\n", False),
        (b"dn:\n", False),
        (b"", False),
    ],
)
def test_a_file_is_known_by_the_dn_that_comes_first(head: bytes, known: bool) -> None:
    assert looks_like_ldif(head) is known


@settings(max_examples=150)
@given(LINES, st.sampled_from([b"\n", b"\r\n"]))
def test_every_line_that_says_something_is_in_one_record(lines: list[bytes], end: bytes) -> None:
    content = end.join(lines)

    kept = [line for one in records(content) for line in one.raw.split(end)]

    saying = [line for line in lines if line and not line.startswith((b"#", b"version", b" "))]
    assert [line for line in kept if line in saying] == saying
