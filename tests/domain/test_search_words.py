"""The tokenizer: what an owner types finds what was written, in many scripts, whole and by parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.search_words import (
    LONGEST_WORD,
    MOST_WORDS_LOOKED_FOR,
    finds,
    is_one_letter,
    words_in,
    words_looked_for,
    words_of_number,
)

texts = st.text(max_size=60)

FINDS = [
    ("Ada Lovelace", "ADA lov", "love ada", "adal", "Ada Lovelace"),
    ("José Núñez", "jose", "NUNEZ", "núñ"),
    ("O'Brien, Zoë", "o'brien", "obrien", "O'B", "o’brien", "brien", "zoe"),
    ("Obrien", "o'brien", "o’b"),
    ("Jean-Luc Picard", "jean-luc", "jeanluc", "luc", "jean luc", "jean-l"),
    ("Mac Donald", "macdonald", "mac-donald", "donald"),
    ("ann.lee@example.org", "ann@", "ann.lee@exa", "lee", "exam", "@example.org", "example.org", "org"),
    ("https://example.org/@hans_g", "@hans_g", "hansg", "example.org", "hans"),
    ("100% Wool_Ltd", "100%", "wool", "ltd", "wool_l"),
    ("Łukasz Żółć", "lukasz zolc", "łukasz", "ŻÓŁĆ"),
    ("Søren Ørsted", "soren", "orsted", "søren", "oersted"),
    ("Işık Öztürk", "isik", "ozturk", "IŞIK", "oeztuerk"),
    ("Müller", "muller", "mueller", "MÜLLER", "mu"),
    ("Mueller", "müller", "mueller"),
    ("Groß", "gross", "groß", "GROSS"),
    ("ℌans Ａｄａ", "hans", "ada"),
    ("Ёлкин Фёдор", "елкин", "ФЕДОР", "ёлк"),
    ("Αθηνά Παππάς", "αθηνα", "ΠΑΠΠΑΣ"),
    ("שָׁלוֹם", "שלום"),
    ("مُحَمَّد", "محمد", "محمــد"),
    ("हिन्दी", "हिन्दी", "हि"),
    ("小林 信子", "小林", "林", "信子", "子", "小林信子"),
    ("東京大学の山田", "山田", "東京", "大学", "田", "東京大学"),
    ("タナカ ｶﾞｯﾂ", "たなか", "ナカ", "ガッツ", "がっつ"),
    ("김철수", "김철수", "철수", "김"),
    ("สมชาย ใจดี", "ใจดี", "ชาย"),
    ("iPhone用ケース", "iphone", "ケース", "用"),
    ("call 0171 2345678", "0171 23", "01712345", "2345678"),
    ("+49 171 2345678", "+4917123", "0171 23", "00491712", "171", "+49 171 2345678", "2345"),
    ("+491712345678", "0171 23", "+49 171", "1712345678", "0049 171 234"),
    ("+7 (495) 123-45-67", "495", "8495", "+7495", "123-45"),
    ("+1 (212) 555-0123", "212", "555-01", "212 555"),
    ("٣٤٥", "345"),
    ("I met her 2024-05-12 in Rome", "2024", "2024-05", "05-12", "rome 2024"),
]
"""What was written, and what finds it."""

DOES_NOT_FIND = [
    ("Ada Lovelace", "lace", "bab", "ada bab", "lovelaceada"),
    ("ann.lee@example.org", "lee@corp", "ann@corp", "ample"),
    ("Anna", "anne"),
    ("小林 信子", "林小", "大林"),
    ("か", "が"),
    ("+49 171 2345678", "0172", "+44", "345678"),
    ("", "a"),
]


@pytest.mark.parametrize(("written", "queries"), [(written, queries) for written, *queries in FINDS])
def test_what_was_written_is_found_by(written: str, queries: list[str]) -> None:
    assert [query for query in queries if not finds(query, [written])] == []


@pytest.mark.parametrize(("written", "queries"), [(written, queries) for written, *queries in DOES_NOT_FIND])
def test_what_was_written_is_not_found_by(written: str, queries: list[str]) -> None:
    assert [query for query in queries if finds(query, [written])] == []


@given(texts)
def test_a_text_is_found_by_itself_and_by_each_piece_of_it(text: str) -> None:
    assert finds(text, [text])
    for piece in text.split():
        assert finds(piece, [text])
        assert finds(piece.upper(), [text]) or not piece.isascii()


@given(texts)
def test_words_are_of_letters_and_digits_alone_short_and_stay_what_they_are(text: str) -> None:
    for word in words_in(text) | words_in(text, in_one=True) | words_of_number(text):
        assert 0 < len(word) <= LONGEST_WORD
        assert not any(c.isspace() or (c.isascii() and not (c.isdigit() or c.islower())) for c in word)
        assert any(found.startswith(word) for found in words_in(word))


@given(texts, texts)
def test_each_spelling_of_a_word_looked_for_is_such_a_word_and_none_begins_with_another(
    one: str, other: str
) -> None:
    for spellings in words_looked_for(f"{one} {other}"):
        assert spellings
        assert not any(a != b and a.startswith(b) for a in spellings for b in spellings)
        for word in spellings:
            assert 0 < len(word) <= LONGEST_WORD
            assert not any(c.isspace() or (c.isascii() and not (c.isdigit() or c.islower())) for c in word)


@given(texts)
def test_who_types_more_letters_finds_no_others(text: str) -> None:
    words = words_in("ada lovelace obrien 小林信子 2024 mueller")
    for piece in text.split():
        shorter, longer = words_looked_for(piece[:3]), words_looked_for(piece)
        if len(shorter) == len(longer) == 1 and len(shorter[0]) == len(longer[0]) == 1:
            longer_finds = any(word.startswith(longer[0]) for word in words)
            assert any(word.startswith(shorter[0]) for word in words) or not longer_finds


def test_a_query_asks_for_so_many_words_at_most_and_each_once() -> None:
    assert words_looked_for("ada ADA  ada") == (("ada",),)
    assert len(words_looked_for(" ".join(f"word{number}" for number in range(100)))) == MOST_WORDS_LOOKED_FOR
    assert words_looked_for("% ' \" ( ) * - + : \x00 \ud800") == ()


def test_a_long_text_of_one_piece_is_taken_apart_in_the_time_of_its_length() -> None:
    assert words_in("a" * 100_000) == {"a" * LONGEST_WORD}
    assert words_in("a." * 50_000) == {"a" * length for length in range(1, LONGEST_WORD + 1)}
    assert words_in("1 " * 50_000) == {"1" * length for length in range(1, LONGEST_WORD + 1)}


def test_one_letter_is_little_and_one_chinese_character_a_word() -> None:
    assert [is_one_letter(word) for word in ("a", "7", "ж", "林", "か", "ab")] == [True] * 3 + [False] * 3
