"""What people are found by, as the terms of one index.

A term is a letter for what it speaks of, and a word. Both databases hold the same terms, so that both
find the same people; neither takes a word apart by itself.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from keepwarm.domain.filters import Trait
from keepwarm.domain.people import Standing
from keepwarm.domain.search_words import LONGEST_WORD, words_in, words_of_number

_MOST_WORDS = 10_000
_MOST_BYTES = 200_000
"""Of who somebody is, and again of what was talked about; PostgreSQL takes a megabyte in all."""

_FEW_BYTES = 40_000
"""Of names, and of each kind of place."""


class Kind(StrEnum):
    """What a term speaks of."""

    ANYBODY = "a"
    NOBODY = "z"
    WORD = "w"
    NAME = "n"
    ORGANIZATION = "o"
    CITY = "l"
    COUNTRY = "r"
    TAG = "t"
    HAS = "h"
    STANDING = "s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All that the book says of who somebody is, as texts; `tags` as `filters.tag_word` makes them."""

    standing: Standing
    names: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    traits: frozenset[Trait] = frozenset()


def terms_of(profile: Profile, talked: Iterable[str]) -> list[str]:
    """Every term of somebody, sorted; `talked` are the words of what was talked about."""
    names = _few(words_of_names(profile.names))
    organizations = _few(_all_words(profile.organizations))
    cities, countries = words_of_names(profile.cities), words_of_names(profile.countries)
    words = {*organizations, *cities, *countries, *_all_words(profile.texts)}
    for number in profile.numbers:
        words |= words_of_number(number)
    own = within_limits([*names, *sorted(words)])
    terms = {
        Kind.ANYBODY.value,
        value_term(Kind.STANDING, profile.standing),
        *map(Kind.NAME.__add__, names),
        *map(Kind.WORD.__add__, own),
        *map(Kind.WORD.__add__, talked),
        *map(Kind.ORGANIZATION.__add__, organizations),
        *map(Kind.CITY.__add__, _few(cities)),
        *map(Kind.COUNTRY.__add__, _few(countries)),
        *map(term_of_tag, profile.tags),
        *(value_term(Kind.HAS, trait) for trait in profile.traits),
    }
    return sorted(terms)


def words_of_names(names: Iterable[str]) -> set[str]:
    """The words of names and of places, each read as if written in one piece too."""
    return set().union(*(words_in(name, in_one=True) for name in names))


def _all_words(texts: Iterable[str]) -> set[str]:
    return set().union(*map(words_in, texts))


def _few(words: set[str]) -> list[str]:
    return within_limits(sorted(words), most_bytes=_FEW_BYTES)


def within_limits(words: Sequence[str], *, most_bytes: int = _MOST_BYTES) -> list[str]:
    """The first of these words, each once, as many as one person can be found by."""
    if len(words) <= _SURELY_WITHIN and len(words) <= _MOST_WORDS:
        return list(dict.fromkeys(words))
    seen: dict[str, None] = {}
    size = 0
    for word in words:
        if word not in seen:
            size += len(word.encode(errors="replace"))
            if len(seen) == _MOST_WORDS or size > most_bytes:
                break
            seen[word] = None
    return list(seen)


_SURELY_WITHIN = _FEW_BYTES // (4 * LONGEST_WORD)
"""Words that are within every limit, whatever they are: a character has four bytes at most."""


def value_term(kind: Kind, value: StrEnum) -> str:
    """The term of one value out of a few."""
    return kind + value.value.replace("-", "")


def term_of_tag(tag: str) -> str:
    """The term of a tag, which may be written with any character at all."""
    return Kind.TAG + hashlib.sha256(tag.encode(errors="replace")).hexdigest()[:20]
