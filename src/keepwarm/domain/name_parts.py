"""A name as it was written, taken apart for comparison: its words, which are given, which family."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from keepwarm.domain.name_sounds import CACHED_WORDS, plain
from keepwarm.domain.name_words import (
    DEGREES,
    DEGREES_AFTER_A_COMMA,
    FAMILY_FIRST,
    GENERATIONS,
    PARTICLES,
    TITLES,
    TITLES_BEFORE_TWO,
)
from keepwarm.domain.scripts import is_eastern

_MOST_WORDS = 8
_LONGEST_WORD = 40
_MOST_NAMES = 12
_LONGEST_TEXT = 200


_BEYOND_A_NAME = re.compile(r"\s*[|•·]|\s[–—-]\s|\b(?:she|he|they)/\w+")
_ASIDE = re.compile(r"[(\[\"“„«]([^)\]\"”“»]*)[)\]\"”“»]")
_MAIDEN = re.compile(r"(?i)\b(?:née|nee|né|geb|geborene|formerly|born)\b\.?\s*")
_APOSTROPHES = re.compile(r"['’ʼ`´‘]")
_MAIL = re.compile(r"([^\s@]+)@[^\s@]+\.[^\s@]+")
_BETWEEN_WORDS = re.compile(r"[._+\d-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name: as written, its folded words in order, and which are known or guessed to be given or family.

    `generation` is "2" for Jr., "1" for Sr., "" where the name does not say. What is not `in_latin` letters
    by now is compared with its like only.
    """

    text: str
    words: tuple[str, ...]
    given: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    generation: str = ""
    in_latin: bool = True


def names_of(names: tuple[str, ...], given: str, family: str, nickname: str) -> tuple[Name, ...]:
    """All the ways in which somebody is known, each once, in an order that does not depend on theirs."""
    written = names if any(map(plain, names)) else (f"{given} {family}",)
    known_given, known_family = frozenset(_words(given)), frozenset(_words(family))
    found: dict[tuple[object, ...], Name] = {}
    for text in sorted(written):
        for name in _read(text[:_LONGEST_TEXT], known_given, known_family):
            found.setdefault((name.words, name.generation), name)
    for text in _APOSTROPHES.sub("", nickname)[:_LONGEST_TEXT], *_asides(written):
        if alias := _alias(text, next(iter(found.values()), None)):
            found.setdefault((alias.words, alias.generation), alias)
    return tuple(list(found.values())[:_MOST_NAMES])


def words_of_address(local: str) -> list[str]:
    """The words of the own part of an address: ada and lovelace of ada.lovelace1815."""
    return _BETWEEN_WORDS.sub(" ", local).split()


def _words(text: str) -> list[str]:
    return plain(_APOSTROPHES.sub("", text)).split() if text else []


def _asides(written: tuple[str, ...]) -> list[str]:
    """What stands in brackets or quotes within the names, where it can be a name."""
    return [
        aside
        for text in sorted(written)
        if not text.isalnum()
        for aside in _ASIDE.findall(text[:_LONGEST_TEXT])
        if "/" not in aside
    ]


def _alias(text: str, name: Name | None) -> Name | None:
    """A nickname with the family name; or, where it says "née", the given name with another family name."""
    maiden = _MAIDEN.search(text)
    words = _words(text[maiden.end() :] if maiden else text)[:_MOST_WORDS]
    if not words or (name and set(words) <= set(name.words)):
        return None
    if name is None or len(name.words) < 2 or len(words) > 1:
        return _name(text, words, frozenset(), frozenset())
    if maiden:
        given = [word for word in name.words if word in name.given]
        return _name(text, [*given, *words], name.given, frozenset(words))
    family = [word for word in name.words if word in name.family]
    return _name(text, [*words, *family], frozenset(words), name.family)


def _read(text: str, given: frozenset[str], family: frozenset[str]) -> list[Name]:
    """The name in a text; none where nothing of it is a word."""
    written = text
    if not text.replace(" ", "").isalpha():
        if mail := _MAIL.fullmatch(text.strip()):
            text = " ".join(words_of_address(mail[1]))
        text = _APOSTROPHES.sub("", _ASIDE.sub(" ", text))
        if cut := _BEYOND_A_NAME.search(text):
            text = text[: cut.start()] or text
    if "," in text:
        return _read_with_commas(written, text, given, family)
    words = plain(text).split()
    return [_name(written, words, given, family)] if words else []


def _read_with_commas(written: str, text: str, given: frozenset[str], family: frozenset[str]) -> list[Name]:
    """ "Lovelace, Ada", "Ada Lovelace, PhD" and "King, Martin Luther, Jr."."""
    first, *others = (plain(part).split() for part in text.split(","))
    generation: list[str] = []
    parts = []
    for part in others:
        rest = [word for word in part if word not in DEGREES_AFTER_A_COMMA or word in given]
        generation += [word for word in rest if word in GENERATIONS][:1]
        parts += [[word for word in rest if word not in GENERATIONS]]
    ahead = next(filter(None, parts), [])
    if ahead and first:
        family = family or frozenset(first) - PARTICLES
    words = [*ahead, *first, *generation]
    return [_name(written, words, given, family)] if words else []


def _name(text: str, words: list[str], given: frozenset[str], family: frozenset[str]) -> Name:
    """Put a name together from its words, without titles, degrees and particles."""
    if all(map(is_eastern, words)):
        return _eastern(text, words, given, family)
    words, generation = _without_titles(words)
    kept = [word for word in words[1:-1] if word not in PARTICLES] if len(words) > 2 else []
    words = [word[:_LONGEST_WORD] for word in (words[:1] + kept + words[1:][-1:])[:_MOST_WORDS]]
    given, family = given.intersection(words), family.intersection(words)
    if len(words) > 1:
        given, family = _roles(words, given - family, family)
    latin = words[0].isascii()
    return Name(
        text=text,
        words=tuple(words),
        given=_one_of_its_kind(given),
        family=_one_of_its_kind(family),
        generation=generation,
        in_latin=latin,
    )


@lru_cache(CACHED_WORDS)
def _one_of_its_kind(words: frozenset[str]) -> frozenset[str]:
    """The same set for everybody of a name, of which a book has many."""
    return words


def _eastern(text: str, words: list[str], given: frozenset[str], family: frozenset[str]) -> Name:
    """A name in Han, kana or Hangul, mostly written without a space: its first sign and the rest."""
    parts = [unicodedata.normalize("NFC", word) for word in words]
    if family and given and words[0] in given and words[-1] in family:
        parts.reverse()
    joined = "".join(parts)[:_LONGEST_WORD]
    if len(joined) < 3:
        return Name(text=text, words=(joined,), in_latin=False)
    return Name(
        text=text,
        words=(joined[:1], joined[1:]),
        family=frozenset(joined[:1]),
        given=frozenset({joined[1:]}),
        in_latin=False,
    )


def _without_titles(words: list[str]) -> tuple[list[str], str]:
    """The words between titles and degrees, and the generation that the last of them said."""
    start, end, generation = 0, len(words), ""
    while end - start > 1 and (
        words[start] in TITLES or (end - start > 2 and words[start] in TITLES_BEFORE_TWO)
    ):
        start += 1
    while end - start > 1 and (
        words[end - 1] in DEGREES or (end - start > 1 and words[end - 1] in GENERATIONS)
    ):
        end -= 1
        generation = GENERATIONS.get(words[end], generation)
    return words[start:end], generation


def _roles(
    words: list[str], given: frozenset[str], family: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Which words are given and which family, where the source has not said it."""
    if not family:
        eastern = words[0] in FAMILY_FIRST and words[-1] not in FAMILY_FIRST
        first_is_family = words[0] not in given and (eastern or words[-1] in given)
        family = frozenset({words[0] if first_is_family else words[-1]})
    if not given:
        given = frozenset([word for word in words if word not in family][:1])
    return given, family
