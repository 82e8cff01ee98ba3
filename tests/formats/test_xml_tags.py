"""Tags of an XML file: one by one, in bounded memory, and each damage by itself."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.errors import Invalid
from keepwarm.formats.xml_tags import LONGEST_TAG, Tag, attributes_of, tags_of, unescaped


def names(content: bytes) -> list[str]:
    return [tag.name for tag in tags_of(BytesIO(content))]


def attributes(raw: bytes) -> dict[str, str]:
    return attributes_of(Tag(name="", raw=raw))


def test_every_tag_comes_in_order_and_the_text_between_them_is_not_read() -> None:
    content = b"\xef\xbb\xbf<?xml version='1.0'?> <!-- a --> <a x='1'>words <b/></a>\n"

    assert names(content) == ["?xml", "!--", "a", "b", "/a"]


@pytest.mark.parametrize("content", [b"", b"no tags", b"  \n"])
def test_without_a_tag_there_is_nothing(content: bytes) -> None:
    assert names(content) == []


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"sms />", {}),
        (b"sms a=\"1\" b='2'/>\n", {"a": "1", "b": "2"}),
        (b'sms a=\'say "x"\' b="it\'s" >', {"a": 'say "x"', "b": "it's"}),
        (b'sms a = "1>2"\n\tb="c=\'d\'">', {"a": "1>2", "b": "c='d'"}),
        (b'sms a="\xc3\xa9\xff">', {"a": "é\ufffd"}),
        (b'sms a="">', {"a": ""}),
    ],
)
def test_attributes_are_read_in_either_kind_of_quotes(raw: bytes, said: dict[str, str]) -> None:
    assert attributes(raw) == said


@pytest.mark.parametrize(
    "raw",
    [b"sms a=1/>", b'sms a="1', b"sms a='1\"/>", b"sms", b'sms a="1"b="2">', b'sms ="1">'],
)
def test_what_is_no_whole_tag_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid, match="is damaged; make the backup again"):
        attributes(raw)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos;", "a & b <c> \"d\" 'e'"),
        ("&#55357;&#56842;", "😊"),
        ("&#xD83D;&#XDE0A; &#128522; &#10;", "😊 😊 \n"),
        ("&#56842;&#55357;", "\ufffd\ufffd"),
        ("&#x110000; &#9999999;", "\ufffd \ufffd"),
        ("&lol; &#; &#x; & &amp;lt;", "&lol; &#; &#x; & &lt;"),
        ("plain 😊", "plain 😊"),
    ],
)
def test_references_mean_letters_and_no_entity_is_ever_expanded(written: str, meant: str) -> None:
    assert unescaped(written) == meant


@pytest.mark.parametrize(("raw", "followed"), [(b"a/>", False), (b"a>\n  ", False), (b"a/> words", True)])
def test_a_tag_knows_whether_text_follows_it_and_is_whole_even_so(raw: bytes, followed: bool) -> None:
    assert Tag(name="a", raw=raw).is_followed_by_text is followed
    assert attributes(raw) == {}


def test_damage_of_one_tag_does_not_reach_the_next() -> None:
    content = b'<a x="1" y="2><b z="3"/><c/>'

    found = list(tags_of(BytesIO(content)))

    assert [tag.name for tag in found] == ["a", "b", "c"]
    assert attributes_of(found[1]) == {"z": "3"}


def test_of_a_tag_without_measure_the_beginning_is_kept_and_the_end_found() -> None:
    content = b'<part ct="image/png" data="' + b"A" * (5 * LONGEST_TAG) + b'" text="null"/><addr x="1"/>'

    part, addr = tags_of(BytesIO(content))

    assert len(part.raw) < 3 * LONGEST_TAG
    assert part.raw.startswith(b'part ct="image/png" data="AAA')
    assert attributes_of(addr) == {"x": "1"}


@given(
    st.lists(st.sampled_from(["<a b='1'>", "</a>", "<", "text", "é", "<!-- x -->", "<c/>", "\n"])),
    st.integers(1, 9),
)
def test_where_the_file_is_cut_into_chunks_makes_no_difference(pieces: list[str], size: int) -> None:
    content = "".join(pieces).encode()

    assert list(tags_of(Trickle(content, size))) == list(tags_of(BytesIO(content)))


class Trickle(BytesIO):
    """A file that gives a few bytes at a time."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self._few = size

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self._few)
