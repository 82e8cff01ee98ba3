"""Filters: which people a few words mean, in the same language at every door.

    ada lov                       words begin words of the name, an address or the organization
    stage:connection              how far it has come; several by commas: stage:listed,researched
    rhythm:slipping               how it stands against its own rhythm
    by:call                       who can be reached by this channel
    standing:just-an-address      how they are to be treated
    tag:book-club                 who has this tag; several by commas
    silent:90d                    nobody was in touch for so long (d days, w weeks, m months, y years)

Spaces within a value are written as dashes: `stage:in-conversation`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Standing
from keepwarm.domain.stages import Stage

E = TypeVar("E", bound=StrEnum)

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_LONGEST_DAYS = 9_999
"""Twenty-seven years, which is as long as any."""

_SPAN = re.compile(r">?(\d{1,4})([dwmy]?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which people are meant; what is empty asks for nothing.

    `silent_days` counts from the last contact, `tags` are words as `tag_word` makes them.
    """

    words: str = ""
    stages: frozenset[Stage] = frozenset()
    rhythms: frozenset[Rhythm] = frozenset()
    channels: frozenset[Channel] = frozenset()
    standings: frozenset[Standing] = frozenset()
    tags: frozenset[str] = frozenset()
    silent_days: int | None = None


def parse_filter(query: str) -> Filter:
    """Read the words and the `name:value` parts. Raises Invalid for a value that its name does not know."""
    words: list[str] = []
    found: dict[str, str] = {}
    for part in query.split():
        name, _, value = part.partition(":")
        if _is_named(part):
            found[name.lower()] = value.lower()
        else:
            words.append(part)
    return Filter(
        words=" ".join(words),
        stages=_chosen(Stage, "stage", found),
        rhythms=_chosen(Rhythm, "rhythm", found),
        channels=_chosen(Channel, "by", found),
        standings=_chosen(Standing, "standing", found),
        tags=frozenset(word for text in found.get("tag", "").split(",") if (word := tag_word(text))),
        silent_days=_days(found["silent"]) if "silent" in found else None,
    )


def tag_word(tag: str) -> str:
    """How the language writes a tag: its letters without case, spaces and commas as dashes.

    Empty for a tag of nothing else.
    """
    return "-".join(tag.casefold().replace(",", " ").split())


def words_of(query: str) -> str:
    """The words of a query without its `name:value` parts, whether those can be read or not."""
    return " ".join(part for part in query.split() if not _is_named(part))


def _is_named(part: str) -> bool:
    name, _, value = part.partition(":")
    return bool(value) and name.lower() in _NAMES


_NAMES = ("stage", "rhythm", "by", "standing", "tag", "silent")


def write_filter(wanted: Filter) -> str:
    """The query that means this filter: `parse_filter` of it gives the filter back."""
    parts = [wanted.words]
    named: dict[str, Iterable[StrEnum]] = {
        "stage": wanted.stages,
        "rhythm": wanted.rhythms,
        "by": wanted.channels,
        "standing": wanted.standings,
    }
    for name, values in named.items():
        if chosen := sorted(value.value.replace(" ", "-") for value in values):
            parts.append(f"{name}:{','.join(chosen)}")
    if wanted.tags:
        parts.append(f"tag:{','.join(sorted(wanted.tags))}")
    if wanted.silent_days is not None:
        parts.append(f"silent:{wanted.silent_days}d")
    return " ".join(part for part in parts if part)


def _chosen(kind: type[E], name: str, found: dict[str, str]) -> frozenset[E]:
    known = {value.value.replace(" ", "-"): value for value in kind}
    wanted = [word for word in found.get(name, "").split(",") if word]
    for word in wanted:
        if word not in known:
            raise Invalid(f"{name}:{word} is not known; {name}: takes {', '.join(known)}.")
    return frozenset(known[word] for word in wanted)


def _days(text: str) -> int:
    if not (span := _SPAN.fullmatch(text)):
        raise Invalid(f"silent:{text} is no length of time; write silent:90d, silent:12w or silent:6m.")
    return min(int(span[1]) * _DAYS[span[2] or "d"], _LONGEST_DAYS)
