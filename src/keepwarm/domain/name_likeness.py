"""How two names of any culture resemble each other: words matched with words, and what is left over.

What the likeness is worth is not decided here: that depends on how common the words are.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from keepwarm.domain.name_parts import Name
from keepwarm.domain.name_sounds import CACHED_WORDS, distance, groups_of, sound_of, spelled
from keepwarm.domain.name_words import PARTICLES


class NameLevel(StrEnum):
    """What two names have in common, from all to nothing; `policy.NAME_WEIGHTS` says what each is worth."""

    SAME = "same"
    OTHER_ORDER = "other-order"
    MORE_WORDS = "more-words"
    SPELLING = "spelling"
    SHORT_FORM = "short-form"
    SIMILAR = "similar"
    BOTH_SIMILAR = "both-similar"
    ENDING = "ending"
    INITIAL = "initial"
    ONE_WORD = "one-word"
    FAMILY_ALONE = "family-alone"
    INITIALS = "initials"
    OTHER_MIDDLE = "other-middle"
    OTHER_FAMILY = "other-family"
    OTHER_GIVEN = "other-given"
    OTHER_WORD = "other-word"
    OTHER_NAME = "other-name"
    UNKNOWN = "unknown"


COMPATIBLE = frozenset({
    NameLevel.SAME, NameLevel.OTHER_ORDER, NameLevel.MORE_WORDS, NameLevel.SPELLING, NameLevel.SHORT_FORM,
    NameLevel.SIMILAR, NameLevel.BOTH_SIMILAR, NameLevel.INITIAL, NameLevel.ONE_WORD, NameLevel.OTHER_FAMILY,
})  # fmt: skip
"""Where nothing of the given name speaks against one person."""


class Grade(IntEnum):
    """How one word resembles another, the nearest first."""

    EQUAL = 0
    SPELLING = 1
    SHORT_FORM = 2
    SIMILAR = 3
    ENDING = 4
    INITIAL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPair:
    """A word of one name and the word of the other that it resembles."""

    one: str
    other: str
    grade: Grade
    is_given: bool = False
    is_family: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLikeness:
    """What two names have in common. `pairs` are the words by which; their rarity makes its worth.

    `generations` is 0 where they agree, 1 where only one says Jr. or Sr., 2 where they say different ones.
    """

    one: str
    other: str
    level: NameLevel
    pairs: tuple[WordPair, ...] = ()
    generations: int = 0


def compare_names(one: Name, other: Name) -> NameLikeness:
    """Match the words of two names, in any order. Symmetric but for the sides."""
    generations = 0
    pairs: tuple[WordPair, ...] = ()
    if one.generation != other.generation:
        generations = 2 if one.generation and other.generation else 1
    if one.in_latin != other.in_latin:
        level = NameLevel.UNKNOWN
    elif one.words == other.words:
        level, pairs = _equal(one)
    else:
        level, pairs = _aligned(one, other)
    return NameLikeness(one=one.text, other=other.text, level=level, pairs=pairs, generations=generations)


Found = tuple[NameLevel, tuple[WordPair, ...]]


def _equal(name: Name) -> Found:
    pairs = tuple(
        WordPair(
            one=word,
            other=word,
            grade=Grade.EQUAL,
            is_given=word in name.given,
            is_family=word in name.family,
        )
        for word in name.words
    )
    if not any(len(word) > 1 or not word.isascii() for word in name.words):
        return NameLevel.INITIALS, pairs
    return NameLevel.SAME if len(name.words) > 1 else NameLevel.ONE_WORD, pairs


def _aligned(one: Name, other: Name) -> Found:
    """The level of two names that differ."""
    pairs, left, left_other = _match(one, other)
    found = tuple(pairs)
    strong = [pair for pair in pairs if pair.grade is not Grade.INITIAL]
    if not strong:
        if pairs and not left and not left_other:
            return NameLevel.INITIALS, found
        alone = len(one.words) == 1 or len(other.words) == 1
        return NameLevel.OTHER_WORD if alone else NameLevel.OTHER_NAME, ()
    if left and left_other:
        return _conflict(pairs), found
    if len(strong) == 1 and len(pairs) == 1:
        if strong[0].grade in (Grade.SIMILAR, Grade.ENDING):
            return NameLevel.OTHER_WORD, ()
        alone = strong[0].is_family or any(
            pair.one in one.family or pair.other in other.family for pair in strong
        )
        return NameLevel.FAMILY_ALONE if alone else NameLevel.ONE_WORD, found
    return _agreement(pairs, bool(left or left_other)), found


def _conflict(pairs: list[WordPair]) -> NameLevel:
    """The level where both names have words that the other lacks."""
    given = any(pair.is_given and pair.grade is not Grade.ENDING for pair in pairs)
    family = any(pair.is_family for pair in pairs)
    if given and family:
        return NameLevel.OTHER_MIDDLE
    return NameLevel.OTHER_FAMILY if given else NameLevel.OTHER_GIVEN


def _agreement(pairs: list[WordPair], more: bool) -> NameLevel:
    """The level where each word of one name has its match in the other."""
    grades = [pair.grade for pair in pairs]
    if Grade.INITIAL in grades and not _initial_is_of_a_middle(pairs):
        return NameLevel.INITIAL
    if any(pair.grade is Grade.ENDING and not pair.is_family for pair in pairs):
        return NameLevel.ENDING
    similar = sum(grade in (Grade.SIMILAR, Grade.ENDING) for grade in grades)
    if similar:
        return NameLevel.SIMILAR if similar == 1 else NameLevel.BOTH_SIMILAR
    if Grade.SHORT_FORM in grades:
        return NameLevel.SHORT_FORM
    if more or Grade.INITIAL in grades:
        return NameLevel.MORE_WORDS
    return NameLevel.SPELLING if Grade.SPELLING in grades else NameLevel.OTHER_ORDER


def _initial_is_of_a_middle(pairs: list[WordPair]) -> bool:
    """Whether given and family name are there in full, and only a middle name is an initial."""
    whole = [pair for pair in pairs if pair.grade is not Grade.INITIAL]
    return len(whole) > 1


def _match(one: Name, other: Name) -> tuple[list[WordPair], list[str], list[str]]:
    """Words paired with words, the nearest first, and what is left of each name.

    Ties go to the first in the alphabet, so that neither side and no order is preferred.
    """
    pairs: list[WordPair] = []
    left, left_other = list(one.words), list(other.words)
    for word in one.words:
        if word in left_other:
            left.remove(word)
            left_other.remove(word)
            pairs.append(_pair(one, other, word, word, Grade.INITIAL if _is_initial(word) else Grade.EQUAL))
    if len(left) != len(left_other) and _join(left, left_other):
        pairs.append(_pair(one, other, left[0], left_other[0], Grade.SPELLING))
        return pairs, [], []
    if left and left_other:
        graded = [
            (grade, min(a, b), max(a, b), a, b)
            for a in left
            for b in left_other
            if (grade := grade_of(min(a, b), max(a, b))) is not None
        ]
        graded.sort()
        for grade, _, _, a, b in graded:
            if a in left and b in left_other:
                left.remove(a)
                left_other.remove(b)
                pairs.append(_pair(one, other, a, b, grade))
    return pairs, left, left_other


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isascii()


def _pair(one: Name, other: Name, a: str, b: str, grade: Grade) -> WordPair:
    return WordPair(
        one=a,
        other=b,
        grade=grade,
        is_given=a in one.given and b in other.given,
        is_family=a in one.family and b in other.family,
    )


def _join(left: list[str], left_other: list[str]) -> bool:
    """Whether the words left over are the same letters: Jean Luc and Jeanluc, Seo yeon and Seoyeon."""
    return spelled("".join(left)) == spelled("".join(left_other))


@lru_cache(CACHED_WORDS)
def grade_of(one: str, other: str) -> Grade | None:
    """How near two words are to each other; None where they are not."""
    if one == other:
        return Grade.EQUAL
    if len(one) == 1 or len(other) == 1:
        return Grade.INITIAL if one[0] == other[0] and one.isascii() else None
    if groups_of(one) & groups_of(other):
        return Grade.SHORT_FORM
    if one[-1] == other[-1] and _has_particle(one, other):
        return Grade.SPELLING
    if one[0] != other[0] and one[-1] != other[-1]:
        return None
    spelling, other_spelling = spelled(one), spelled(other)
    if spelling == other_spelling:
        return Grade.SPELLING
    return _near(spelling, other_spelling)


def _near(one: str, other: str) -> Grade | None:
    """Whether two spellings are one with a slip, by its place: an ending makes another name of many."""
    short, long = sorted((len(one), len(other)))
    if one[:3] == other[:3]:
        common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), short)
        if common == short and long - short >= 3:
            return Grade.SHORT_FORM
        if long - common <= 2 and not _swapped(one, other, common):
            return Grade.ENDING
    most = long * 3 // 8
    if long - short > most:
        return None
    if sound_of(one) != sound_of(other):
        most = min(most, (short > 4) + (short > 8))
    return Grade.SIMILAR if most and distance(one, other, most) <= most else None


def _swapped(one: str, other: str, at: int) -> bool:
    """Whether the last two letters have changed places, which no language does to a name."""
    return len(one) == len(other) and one[at:] == other[at:][::-1]


def _has_particle(one: str, other: str) -> bool:
    """Whether one is the other with a particle written onto it: elkhatib, vandenberg."""
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long.endswith(short) and long[: -len(short)] in PARTICLES


def name_pairs(one: tuple[Name, ...], other: tuple[Name, ...]) -> list[NameLikeness]:
    """Each distinct way in which the names of two people may be compared; never none."""
    if not one or not other:
        return [NameLikeness(one="", other="", level=NameLevel.UNKNOWN)]
    found = [compare_names(a, b) for a in one for b in other if a.in_latin == b.in_latin]
    return found or [compare_names(one[0], other[0])]
