"""The words by which people are found: one pure tokenizer for both databases.

Words are folded: lower case, no accents, digits of any script as 0 to 9, katakana as hiragana. What
is written in one piece is found whole and from each of its parts: `ann.lee@example.org` gives
`annleeexampleorg`, `leeexampleorg`, `exampleorg` and `org`, and a word that is looked for has to begin
one of them. Where a script puts no spaces between words, each two neighbouring characters are a word.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

LONGEST_WORD = 32
"""Characters of a word that are kept, and that are looked at of one that is looked for."""

MOST_WORDS_LOOKED_FOR = 24
"""Of a query; further ones ask for nothing."""

_SPACE, _WITHIN, _AT = " ", "-", "@"
"""What folding leaves between two pieces, and between two parts of one piece."""

_BETWEEN_PARTS = re.compile("[-@]+")

_KEPT_MARKS = "\u3099\u309a"
"""The marks that make か a が and は a ぱ: other letters, and no accents."""

_LETTERS = {
    "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
    "ŋ": "n", "ƶ": "z", "ɨ": "i", "\u0640": "",
}  # fmt: skip
"""Letters that no decomposition takes apart, as others type them; the tatweel only stretches a word."""

_TWO_LETTERS = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe",
    "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe",
})  # fmt: skip
"""The other way to write these: Mueller for Müller."""

_NO_SPACES = (
    "\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1100-\u11ff\u1780-\u17d3\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029"
    "\u3038-\u303b\u3041-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c"
    "\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Han, kana, hangul, Thai, Lao, Khmer and Burmese: a part of a name has to be found without its beginning."""

_RUN_WITHOUT_SPACES = re.compile(f"([{_NO_SPACES}]+)")
_BETWEEN_TWO = re.compile(f"(?<=[{_NO_SPACES}])-+(?=[{_NO_SPACES}])")


class _Folding(dict[int, str]):
    """What a character becomes once text is decomposed and in lower case; looked up once for each."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded_character(chr(code))
        return found


def _folded_character(one: str) -> str:
    if one in _LETTERS:
        return _LETTERS[one]
    if unicodedata.combining(one):
        return one if one in _KEPT_MARKS else ""
    if one.isspace():
        return _SPACE
    if one == _AT:
        return one
    if (digit := unicodedata.decimal(one, None)) is not None:
        return str(digit)
    if "ァ" <= one <= "ヶ":
        return chr(ord(one) - 0x60)
    is_sign_of_a_vowel = unicodedata.category(one) in ("Mn", "Mc")
    return one if one.isalnum() or is_sign_of_a_vowel else _WITHIN


_FOLDING = _Folding()


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower().translate(_FOLDING)
    # Taken apart before the case is folded too: of "ℌ" only then is there a case to fold.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", plain.translate(_FOLDING))


def words_in(text: str, *, in_one: bool = False) -> set[str]:
    """The words of a text; `in_one` reads it as written in one piece, as names are: Mac Donald, MacDonald."""
    found: set[str] = set()
    if text:
        _add_words(_folded(text), found, in_one=in_one)
        if not text.isascii() and (other := _in_two_letters(text)) != text:
            _add_words(_folded(other), found, in_one=in_one)
    return found


def _in_two_letters(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_TWO_LETTERS)


def _add_words(folded: str, found: set[str], *, in_one: bool) -> None:
    """Adds the words; a loop without detours, for an import runs it some million times."""
    pieces = [_BETWEEN_TWO.sub("", folded.replace(_SPACE, _WITHIN))] if in_one else folded.split()
    digits: list[str] = []
    for piece in pieces:
        if piece.isdigit():
            digits.append(piece)
            continue
        if digits:
            _add_from_each(digits, found)
            digits = []
        if not piece.isascii():
            _add_words_of_scripts(piece, found)
        elif piece.isalnum():
            found.add(piece[:LONGEST_WORD])
        else:
            _add_from_each(_BETWEEN_PARTS.split(piece), found)
    if digits:
        _add_from_each(digits, found)


def _add_words_of_scripts(piece: str, found: set[str]) -> None:
    for place, run in enumerate(_RUN_WITHOUT_SPACES.split(piece)):
        if place % 2:
            found.update(map("".join, pairwise(run)))
            found.add(run[-1])
        else:
            _add_from_each(_BETWEEN_PARTS.split(run), found)


def _add_from_each(parts: list[str], found: set[str]) -> None:
    """What the parts make in one when each in turn is the first of them."""
    joined = ""
    for part in reversed(parts):
        if part:
            joined = (part + joined)[:LONGEST_WORD]
            found.add(joined)


def words_of_number(value: str) -> set[str]:
    """The words of a telephone number: whole, without its country, as dialled there, from each group."""
    groups = "".join(c if c.isdigit() else _SPACE for c in _folded(value)).split()
    found: set[str] = set()
    _add_from_each(groups, found)
    number = "".join(groups)
    if value.lstrip(" (").startswith("+") and number:
        at_home = number[_length_of_country_code(number) :]
        found |= {f"00{number}", at_home, f"{'8' if number[0] == '7' else '0'}{at_home}"}
    return {word[:LONGEST_WORD] for word in found if word}


_TWO_DIGIT_CODES = re.compile("2[07]|3[0123469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]")
"""ITU-T E.164: of the country codes these have two digits, 1 and 7 have one, and all others three."""


def _length_of_country_code(number: str) -> int:
    if number[0] in "17":
        return 1
    return 2 if _TWO_DIGIT_CODES.match(number) else 3


Spellings = tuple[str, ...]
"""A word that is looked for, in each way that it may be written; none of them begins with another."""


def words_looked_for(query: str) -> tuple[Spellings, ...]:
    """The words of a query; of each, one spelling has to begin a word of the person.

    Digits side by side may be one number, and the parts of one piece may be one word: `o'brien` finds
    Obrien too. A piece with an @ is looked for as it is, for it begins an address.
    """
    found = list(_looked_for(_folded(query)))
    if not query.isascii() and (other := _in_two_letters(query)) != query:
        found = [(*one, *also) for one, also in zip(found, _looked_for(_folded(other)), strict=True)]
    return tuple(dict.fromkeys(map(_least, found)))[:MOST_WORDS_LOOKED_FOR]


def _looked_for(folded: str) -> Iterator[Spellings]:
    digits: list[str] = []
    for piece in folded.split():
        if piece.isdigit():
            digits.append(piece)
            continue
        yield from _each_or_all(digits)
        digits = []
        for place, run in enumerate(_RUN_WITHOUT_SPACES.split(piece)):
            parts = [part for part in _BETWEEN_PARTS.split(run) if part]
            if place % 2:
                yield from ((two,) for two in (map("".join, pairwise(run)) if len(run) > 1 else run))
            elif _AT in run:
                yield from [("".join(parts)[:LONGEST_WORD],)] if parts else []
            else:
                yield from _each_or_all(parts)
    yield from _each_or_all(digits)


def _each_or_all(parts: list[str]) -> Iterator[Spellings]:
    """Each part, or all of them in one; one letter of several parts is too little to ask for alone."""
    joined = "".join(parts)[:LONGEST_WORD]
    for part in parts:
        yield (joined,) if len(part) == 1 else (part[:LONGEST_WORD], joined)


def _least(spellings: Spellings) -> Spellings:
    """Without those that begin with another, which finds whatever they find."""
    return tuple(
        one
        for one in sorted(set(spellings))
        if not any(one != other and one.startswith(other) for other in spellings)
    )


def is_one_letter(word: str) -> bool:
    """Whether a word is so short that it is looked for in names alone; one Chinese character is a word."""
    return len(word) == 1 and not _RUN_WITHOUT_SPACES.match(word)


def finds(query: str, texts: Sequence[str]) -> bool:
    """Whether every word of a query begins a word of one of the texts, each read in one piece too."""
    words = {word for text in texts for word in (*words_in(text, in_one=True), *words_in(text))}
    words |= {word for text in texts for word in words_of_number(text)}
    return all(
        any(word.startswith(spelling) for spelling in spellings for word in words)
        for spellings in words_looked_for(query)
    )
