"""What the title of a column says: what is in it, and which of several it is.

A title may say more than its meaning (`Work phone`, `Telefon privat`): those words become the label.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from keepwarm.domain.columns import ColumnMeaning as M
from keepwarm.formats.column_words import ENGLISH, NOISE, PLACES, SERVICES, TITLES, key_of, titles_of

ADDRESS_PARTS = (M.STREET, M.CITY, M.REGION, M.CODE, M.COUNTRY)
"""The meanings that are parts of one address."""

_IN_AN_ADDRESS = {M.ADDRESS, *ADDRESS_PARTS}
_HAS_SEVERAL = frozenset({M.EMAIL, M.PHONE, M.CHAT, M.PROFILE, M.NOTE, *_IN_AN_ADDRESS})
"""What somebody has at home and at work; `School name` is the name of nobody."""

_OF_A_SERVICE = frozenset(
    {"url", "urls", "profile", "profil", "link", "handle", "username", "user", "id", "account", "page"}
    | {"name", "number", "nummer"}
)
_OF_A_PAGE = frozenset({"url", "urls", "link", "address"})
_OF_SOMEBODY = frozenset({"s", "name", "names"})
"""Words that add nothing behind a service (`Skype name`), a page, a relation."""

_ONLY_ALONE = frozenset({"first", "last", "given", "family", "middle", "nick", "born"})
"""Words that are titles where they stand alone: `Last contact` names no family."""

_COMPANY_S = frozenset({"company", "organization", "organisation", "business", "firma"})
"""Of a company's pages none is the person's."""

_NEW_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleReading:
    """What a title says: the meaning, the words that tell it from others of this meaning, the service.

    `number` is of an address that has several columns (`Address 2 - City`), else empty.
    """

    meaning: M
    label: str = ""
    service: str = ""
    number: str = ""
    english: bool = False


@lru_cache(maxsize=4096)
def read_title(title: str) -> TitleReading | None:
    """What a title says; None where it says nothing that is known here."""
    if len(title) > _LONGEST_TITLE:
        return None
    words = [(word, key_of(word)) for word in _WORD.findall(_NEW_WORD.sub(" ", title))]
    numbers = [key for _, key in words if key.isdigit()]
    named = [(word, key) for word, key in words if not key.isdigit()]
    telling = [(word, key) for word, key in named if key not in NOISE]
    for tried in (words, named, telling):
        keys = [key for _, key in tried]
        if (tried is words or not _ONLY_ALONE.issuperset(keys)) and (found := _known(keys)):
            return found
    places = [word for word, key in telling if key in PLACES]
    kinds = [(word, key) for word, key in telling if key not in PLACES]
    if found := _known([key for _, key in kinds]):
        return _labelled(found, places)
    if len(kinds) > 1 and _meaning_of(kinds[0][1]) is M.ADDRESS:
        found = _known([key for _, key in kinds[1:]])
        if found is not None and found.meaning in ADDRESS_PARTS:
            return TitleReading(meaning=found.meaning, label=_said(places), number="".join(numbers[:1]))
    return None


def label_of(title: str, meaning: M) -> str:
    """The words of a title that tell its column from others of the same meaning; else all of it."""
    reading = read_title(title)
    if reading is not None and (reading.meaning is meaning or {reading.meaning, meaning} <= _IN_AN_ADDRESS):
        return reading.label
    words = " ".join(title.split())
    keys = {key_of(word) for word in words.split()}
    return words.lower() if keys <= PLACES else words


def _known(keys: list[str]) -> TitleReading | None:
    """What the words say together, or the first of them where the others add nothing to it."""
    if (found := _BY_KEY.get("".join(keys))) or not keys:
        return found
    first, rest = _BY_KEY.get(keys[0]), set(keys[1:])
    if first is not None and first.meaning is M.PROFILE and rest <= _OF_A_PAGE:
        return first
    if first is not None and first.meaning is M.RELATION and rest <= _OF_SOMEBODY:
        return first
    both = [_BY_KEY.get(key) for key in keys]
    if all(one is not None and one.meaning is M.PHONE for one in both):
        return next((one for one in both if one is not None and one.label), first)
    if rest <= _OF_A_SERVICE:
        return _BY_SERVICE.get(keys[0])
    return _BY_SERVICE.get("".join(keys[:2])) if set(keys[2:]) <= _OF_A_SERVICE else None


def _labelled(found: TitleReading, places: list[str]) -> TitleReading | None:
    if found.meaning not in _HAS_SEVERAL:
        return None
    if found.meaning is M.PROFILE and set(map(key_of, places)) & _COMPANY_S:
        return None
    label = _said([*places, found.label] if found.label else places)
    return TitleReading(meaning=found.meaning, label=label, service=found.service, english=found.english)


def _meaning_of(key: str) -> M | None:
    found = _BY_KEY.get(key)
    return None if found is None else found.meaning


def _said(words: list[str]) -> str:
    return " ".join(words).lower()


def _readings() -> dict[str, TitleReading]:
    """Every known title by its key; of several meanings of one title the first counts."""
    found: dict[str, TitleReading] = {}
    for meaning in TITLES:
        for language, title, label in titles_of(meaning):
            if key := key_of(title):
                reading = TitleReading(meaning=meaning, label=label, english=language == ENGLISH)
                found.setdefault(key, reading)
    return found


_BY_KEY = _readings()
_BY_SERVICE = {
    key_of(name): TitleReading(meaning=meaning, service=name.replace("_", " "))
    for meaning, names in SERVICES.items()
    for name in names.split()
}
