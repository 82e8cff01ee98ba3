import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.mail_words import clean, decode_words, text_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Lunch on Friday", "Lunch on Friday"),
        ("=?utf-8?Q?J=C3=B6rg_M?=", "Jörg M"),
        ("=?ISO-8859-1?B?SvZyZw==?=", "Jörg"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?=  =?iso-8859-1?q?=E4?=", "aä"),
        ("Re: =?utf-8?q?a?= and =?utf-8?q?b?= too", "Re: a and b too"),
        ("=?utf-8*de?q?gr=C3=BC=C3=9Fe?=", "grüße"),
        ("=?gb2312?B?xOO6ww==?=", "你好"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?utf-8?Q?two words?=", "two words"),
        ("=? no word ?=", "=? no word ?="),
    ],
)
def test_encoded_words_become_letters(written: str, meant: str) -> None:
    assert clean(decode_words(written)) == meant


def test_a_letter_cut_between_two_encoded_words_is_whole_again() -> None:
    assert decode_words("=?utf-8?B?w4Q=?=\t=?utf-8?Q?=C3?= =?utf-8?Q?=A4?=") == "Ää"


@pytest.mark.parametrize(
    "charset",
    ["x-unknown", "hex", "zlib", "idna", "punycode", "unicode_escape", "undefined", "us-ascii", "ü"],
)
def test_an_encoding_that_lies_falls_back(charset: str) -> None:
    assert decode_words(f"=?{charset}?Q?caf=C3=A9?=") == "café"
    assert decode_words(f"=?{charset}?Q?caf=E9?=") == "café"


def test_damaged_base64_gives_what_can_be_had_of_it() -> None:
    assert decode_words("=?utf-8?B?SGVsbG8gd29ybGQh!?=") == "Hello world!"
    assert decode_words("=?utf-8?B?SGVsbG8gd29y?=") == "Hello wor"
    assert decode_words("=?utf-8?B?SGVsbG8gd?=") == "Hello "


def test_raw_bytes_are_utf8_or_else_windows_1252() -> None:
    assert text_of("Zoë".encode()) == "Zoë"
    assert text_of("Zoë – hi".encode("cp1252")) == "Zoë – hi"


def test_no_control_character_gets_through_even_if_it_was_encoded() -> None:
    assert text_of(b"a\x00b =?utf-8?Q?c=0D=0ABcc:_d=00?=") == "a b c Bcc: d"
    assert text_of(b"=?utf-7?Q?+2AA-x?=") == "x"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="=?qb_utf-81B \x00é+/AZ", max_size=80) | st.binary(max_size=80).map(repr))
def test_any_text_is_read_as_one_line_that_can_be_stored(written: str) -> None:
    text = text_of(written.encode())

    assert text == clean(text)
    assert not {"\n", "\r", "\x00"} & set(text)
    assert text.encode().decode() == text
