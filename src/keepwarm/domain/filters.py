"""Filters: which people a few words mean, in the same language at every door.

    ada lov                       words begin words of the name, an address, a note, a talk and so on
    stage:connection              how far it has come; several by commas: stage:listed,researched
    rhythm:slipping               how it stands against its own rhythm
    channel:call                  who can be reached by this channel; by:call is the same
    standing:just-an-address      how they are to be treated
    tag:book-club                 who has this tag
    city:lisbon country:pt        where a postal address is
    org:acme                      where they work, or worked; organization:acme is the same
    has:phone                     of whom there is a phone number, a birthday, a note
    last:>90d last:<7d            the last contact is longer ago, or not as long; silent:90d is last:>90d
    -tag:book-club                who is not so

Spaces within a value are written as dashes, or the value in quotes: `stage:in-conversation`,
`city:"New York"`.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeVar

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import HandleKind, Standing
from keepwarm.domain.stages import Stage

E = TypeVar("E", bound=StrEnum)

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_LONGEST_DAYS = 9_999
"""Twenty-seven years, which is as long as any."""

_SPAN = re.compile(r"([<>]?)(\d{1,4})([dwmy]?)")


class Trait(StrEnum):
    """What there may be in the book of somebody."""

    PHONE = "phone"
    EMAIL = "email"
    CHAT = "chat"
    PROFILE = "profile"
    ADDRESS = "address"
    BIRTHDAY = "birthday"
    NOTE = "note"
    FACT = "fact"
    TAG = "tag"
    ORGANIZATION = "organization"


HELD = {kind: Trait(kind.value) for kind in HandleKind}
"""What there is of somebody who has a handle of a kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What people may be chosen by, beside words and time; what is empty asks for nothing.

    `tags`, `cities`, `countries` and `organizations` are words as `tag_word` makes them.
    """

    stages: frozenset[Stage] = frozenset()
    rhythms: frozenset[Rhythm] = frozenset()
    channels: frozenset[Channel] = frozenset()
    standings: frozenset[Standing] = frozenset()
    tags: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    traits: frozenset[Trait] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which people are meant.

    Who is meant by any of `but_not` is not. The last contact is `silent_days` back or more, and less
    than `lately_days`.
    """

    words: str = ""
    choices: Choices = Choices()
    but_not: Choices = Choices()
    silent_days: int | None = None
    lately_days: int | None = None


_OF_A_FEW: dict[str, tuple[str, type[StrEnum]]] = {
    "stage": ("stages", Stage),
    "rhythm": ("rhythms", Rhythm),
    "channel": ("channels", Channel),
    "standing": ("standings", Standing),
    "has": ("traits", Trait),
}
"""The names of which the language knows every value, and what of `Choices` they fill."""

_OF_ANY = {"tag": "tags", "city": "cities", "country": "countries", "org": "organizations"}
"""The names whose values are the owner's."""

_ALSO = {"by": "channel", "organization": "org", "silent": "last"}
"""Other ways to write a name."""

NAMES = frozenset({*_OF_A_FEW, *_OF_ANY, *_ALSO, "last"})
"""Every name before a colon that the language knows."""

_VALUE = r'(?:"[^"]*"(?=[\s,]|$)|[^\s,]*)'
_PART = re.compile(rf"(?:(-?)([a-z]+):({_VALUE}(?:,{_VALUE})*)(?=\s|$)|\S+)(?:\s+|$)", re.I)
_ONE_VALUE = re.compile(rf"({_VALUE})(?:,|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A `name:value` of a query, by the name that it is written with at best; else a word."""

    text: str
    name: str = ""
    said: str = ""
    negated: bool = False


def _parts(query: str) -> Iterator[_Part]:
    for found in _PART.finditer(query.strip()):
        text, name, said = found[0].strip(), (found[2] or "").lower(), found[3] or ""
        if name in NAMES and said:
            value = f">{said}" if name == "silent" and said[0] not in "<>" else said
            yield _Part(text=text, name=_ALSO.get(name, name), said=value, negated=bool(found[1]))
        else:
            yield _Part(text=text)


def parse_filter(query: str) -> Filter:
    """Read the words and the `name:value` parts. Raises Invalid for a value that its name does not know."""
    parts = list(_parts(query))
    wanted = [part for part in parts if part.name and not part.negated]
    spans = [_span(part.said) for part in wanted if part.name == "last"]
    for part in parts:
        if part.negated and part.name == "last":
            raise Invalid(f"{part.text} cannot be denied; write last:>90d or last:<90d.")
    return Filter(
        words=" ".join(part.text for part in parts if not part.name),
        choices=_choices(wanted),
        but_not=_choices(part for part in parts if part.negated),
        silent_days=max((days for sign, days in spans if sign != "<"), default=None),
        lately_days=min((days for sign, days in spans if sign == "<"), default=None),
    )


def _choices(parts: Iterable[_Part]) -> Choices:
    said: dict[str, list[str]] = {}
    for part in parts:
        said.setdefault(part.name, []).extend(_values(part.said))
    few = {column: _chosen(kind, name, said.get(name, ())) for name, (column, kind) in _OF_A_FEW.items()}
    owners = {column: frozenset(said.get(name, ())) for name, column in _OF_ANY.items()}
    return Choices(**few, **owners)  # type: ignore[arg-type]  # each column with the kind that the tables above give it


def _values(said: str) -> Iterator[str]:
    """The values that are parted by commas, each as `tag_word` writes it."""
    for found in _ONE_VALUE.finditer(said):
        if word := tag_word(found[1]):
            yield word


def tag_word(tag: str) -> str:
    """How the language writes a tag, and any other value: its letters without case, all else as dashes.

    All else is spaces, commas and quotes. Empty for a tag of nothing else.
    """
    return "-".join(_NO_WORD.sub(" ", tag.casefold()).split())


_NO_WORD = re.compile(r'[,"]')


def words_of(query: str) -> str:
    """The words of a query without its `name:value` parts, whether those can be read or not."""
    return " ".join(part.text for part in _parts(query) if not part.name)


def without(query: str, names: Collection[str]) -> str:
    """The query without the parts of these names, whether those can be read or not.

    What is denied stays, and so does a last contact of less than some days.
    """
    return " ".join(
        part.text
        for part in _parts(query)
        if part.name not in names or part.negated or part.said.startswith("<")
    )


def write_filter(wanted: Filter) -> str:
    """The query that means this filter: `parse_filter` of it gives the filter back."""
    parts = [wanted.words, *_written(wanted.choices, "")]
    if wanted.silent_days is not None:
        parts.append(f"last:>{wanted.silent_days}d")
    if wanted.lately_days is not None:
        parts.append(f"last:<{wanted.lately_days}d")
    return " ".join(part for part in (*parts, *_written(wanted.but_not, "-")) if part)


def _written(choices: Choices, sign: str) -> Iterator[str]:
    for name, column in _COLUMNS.items():
        if values := sorted(str(value).replace(" ", "-") for value in getattr(choices, column)):
            yield f"{sign}{name}:{','.join(values)}"


_COLUMNS = {name: column for name, (column, _) in _OF_A_FEW.items()} | _OF_ANY
if set(_COLUMNS.values()) != {field.name for field in fields(Choices)}:
    raise AssertionError("a choice has no name")


def _chosen(kind: type[E], name: str, wanted: Iterable[str]) -> frozenset[E]:
    known = {value.value.replace(" ", "-"): value for value in kind}
    wanted = list(wanted)
    for word in wanted:
        if word not in known:
            raise Invalid(f"{name}:{word} is not known; {name}: takes {', '.join(known)}.")
    return frozenset(known[word] for word in wanted)


def _span(said: str) -> tuple[str, int]:
    """The sign and the days of a length of time."""
    if not (span := _SPAN.fullmatch(said.lower())):
        raise Invalid(f"last:{said} is no length of time; write last:>90d, last:>12w or last:<6m.")
    return span[1], min(int(span[2]) * _DAYS[span[3] or "d"], _LONGEST_DAYS)
