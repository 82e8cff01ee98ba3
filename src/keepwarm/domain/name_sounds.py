"""Words of names as they are compared: one alphabet, one spelling, how they sound, how far they are apart."""

import re
from collections import defaultdict
from functools import lru_cache

from keepwarm.domain.short_forms import NO_GROUPS, Groups, lines
from keepwarm.domain.text import folded

CACHED_WORDS = 8_000
"""Words come again and again in a book; so many of the last ones are not worked out twice."""

_LATIN = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
    "ə": "a",
}
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџў"
_AFTER_CYRILLIC = (
    "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i e g dj j lj nj c dz u"
)
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψω"
_AFTER_GREEK = "a v g d e z i th i k l m n x o p r s s t y f ch ps o"
_LETTERS = str.maketrans(
    _LATIN
    | dict(zip(_CYRILLIC, _AFTER_CYRILLIC.replace("_", "").split(" "), strict=True))
    | dict(zip(_GREEK, _AFTER_GREEK.split(" "), strict=True))
)


_SPELLINGS = (
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("aa", "a"),
    ("ij", "i"),
    ("iy", "i"),
    ("ii", "i"),
    ("ya", "ia"),
)
_LIKE_ONE_LETTER = re.compile(r"sch|tch|sh|sz|cz|zh|ph|th|dh|kh|gh|ck|ch|qu|dj|x|w|j|y|z|c(?=[eiy])|c")
_SOUNDS = {
    "sch": "s", "tch": "s", "sh": "s", "sz": "s", "cz": "s", "zh": "s", "ph": "f", "th": "t", "dh": "d",
    "kh": "k", "gh": "g", "ck": "k", "ch": "k", "qu": "k", "dj": "i", "x": "ks", "w": "v", "j": "i", "y": "i",
    "z": "s", "c": "k",
}  # fmt: skip
_VOWELS = re.compile(r"[aeiouh]")
_DOUBLES = re.compile(r"(.)\1+")


def plain(text: str) -> str:
    """Folded, and in Latin letters where it is written in Cyrillic, Greek or letters with a stroke."""
    return folded(text).translate(_LETTERS)


@lru_cache(CACHED_WORDS)
def spelled(word: str) -> str:
    """One spelling for what is transcribed in two ways: mueller and muller, joergen and jorgen."""
    for two, one in _SPELLINGS:
        word = word.replace(two, one)
    return word


@lru_cache(CACHED_WORDS)
def sound_of(word: str) -> str:
    """Roughly how a word sounds in most of Europe: its first letter and the consonants after it.

    Two words of one sound may be the same name (Mohammed, Muhammad); many are not (Maria, Mary).
    """
    plain_sounds = _LIKE_ONE_LETTER.sub(_sound, spelled(word))
    return _DOUBLES.sub(r"\1", plain_sounds[:1] + _VOWELS.sub("", plain_sounds[1:]))


def _sound(found: re.Match[str]) -> str:
    letters = found[0]
    # Only where it softens is a C an S: Cecilia, and not Carla.
    if letters == "c" and found.string[found.end() : found.end() + 1] in ("e", "i", "y"):
        return "s"
    return _SOUNDS[letters]


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap with their neighbour; `most + 1` for anything beyond.

    The optimal string alignment of Damerau (1964), a row at a time.
    """
    one, other = _where_they_differ(one, other)
    if abs(len(one) - len(other)) > most:
        return most + 1
    if not one or not other:
        return max(len(one), len(other))
    if most == 1:
        return 1 if len(one) == len(other) == 1 or (len(one) == 2 and one == other[::-1]) else 2
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _where_they_differ(one: str, other: str) -> tuple[str, str]:
    """The two without what they begin and end with together."""
    least = min(len(one), len(other))
    start = 0
    while start < least and one[start] == other[start]:
        start += 1
    end = 0
    while end < least - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


def groups_of(word: str) -> Groups:
    """The names of which a word is a form, by number; two that share one may be one name."""
    return _GROUPS.get(word, NO_GROUPS)


def whole_forms(word: str) -> tuple[str, ...]:
    """The whole names that a word may stand for: Alexander and Alexandra for Sasha."""
    return _WHOLE.get(word, ())


def _grouped() -> tuple[dict[str, Groups], dict[str, tuple[str, ...]]]:
    groups: dict[str, set[int]] = defaultdict(set)
    whole: dict[str, list[str]] = defaultdict(list)
    for number, words in enumerate(lines()):
        forms = list(dict.fromkeys(plain(word) for word in words))
        for form in forms:
            groups[form].add(number)
            if form != forms[0] and forms[0] not in whole[form]:
                whole[form].append(forms[0])
    return {form: frozenset(held) for form, held in groups.items()}, {
        form: tuple(names) for form, names in whole.items() if names
    }


_GROUPS, _WHOLE = _grouped()
