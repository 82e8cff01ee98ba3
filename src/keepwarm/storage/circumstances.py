"""What stands around people that a channel depends on: their habits, their clocks, who guards the door."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, select

from keepwarm.domain.channel_advice import Assistant, Circumstances
from keepwarm.domain.channel_habits import Shares, habits_of, shares_of
from keepwarm.domain.channels import Channel
from keepwarm.domain.details import RelationKind
from keepwarm.domain.history import History
from keepwarm.domain.people import Standing
from keepwarm.storage.book import Book
from keepwarm.storage.owner_settings import channels_unused
from keepwarm.storage.schema import people, preferences, relations, tie_states
from keepwarm.storage.ties import chunks

_STRONGEST = 40
"""By so many of the strongest ties it is told how people reach the owner."""

_KINDS = (RelationKind.ASSISTANT, RelationKind.INTRODUCED_BY)
_SPEAKS_OF_AN_EMAIL = "mail"
_NOTHING = History()


@dataclass(frozen=True, slots=True)
class _Around:
    """Who stands around some people, by their ids."""

    assistants: dict[int, list[Assistant]] = field(default_factory=lambda: defaultdict(list))
    introduced: set[int] = field(default_factory=set)


def circumstances_of(
    book: Book, histories: Mapping[int, History], zones: Mapping[int, str]
) -> dict[int, Circumstances]:
    """Of each of the people in `zones`, who has a time zone there or an empty one.

    Two statements, and two more for each five hundred people.
    """
    unused, prior = channels_unused(book), _prior(book)
    around = _Around()
    for chunk in chunks(zones):
        _read_around(book, chunk, around)
    return {
        person_id: Circumstances(
            habits=habits_of(histories.get(person_id, _NOTHING), book.days, prior),
            unused=unused,
            assistants=tuple(around.assistants.get(person_id, ())),
            introduced_by_email=person_id in around.introduced,
            clock=book.now.astimezone(ZoneInfo(zone or book.owner.time_zone)),
        )
        for person_id, zone in zones.items()
    }


def _prior(book: Book) -> Shares:
    """By which channels people reach the owner, by the strongest ties."""
    strongest = select(tie_states.c.history).where(book.owns(tie_states))
    found = strongest.order_by(tie_states.c.strength.desc(), tie_states.c.person_id).limit(_STRONGEST)
    return shares_of(map(History.unpack, book.connection.scalars(found)), book.days)


def _read_around(book: Book, chunk: Collection[int], around: _Around) -> None:
    beside = book.rows(_beside(book, chunk))
    never = _never_of(book, {row.other_id for row in beside})
    for row in sorted(beside, key=lambda row: (row.name, row.other_id)):
        if row.kind in {RelationKind.INTRODUCED_BY, RelationKind.INTRODUCED}:
            if _SPEAKS_OF_AN_EMAIL in row.label.casefold():
                around.introduced.add(row.whose_id)
        elif row.standing not in {Standing.DIED, Standing.LEAVE_BE}:
            assistant = Assistant(name=row.name, never=frozenset(never.get(row.other_id, ())))
            around.assistants[row.whose_id].append(assistant)


def _beside(book: Book, chunk: Collection[int]) -> Select[Any]:
    """Their assistants and who introduced them, whichever of the two the relation was noted with."""
    here = _ends(book, relations.c.person_id, relations.c.other_id, chunk, [kind.value for kind in _KINDS])
    inverse = [kind.inverse.value for kind in _KINDS]
    there = _ends(book, relations.c.other_id, relations.c.person_id, chunk, inverse)
    either = here.union_all(there).subquery()
    theirs = (people.c.owner_id == book.owner.owner_id) & (people.c.person_id == either.c.other_id)
    found = select(either, people.c.name, people.c.standing).join(people, theirs)
    return found.where(book.owns(people))


def _ends(book: Book, whose: Any, other: Any, chunk: Collection[int], kinds: Collection[str]) -> Select[Any]:
    ends = select(whose.label("whose_id"), other.label("other_id"), relations.c.kind, relations.c.label)
    return ends.where(book.owns(relations), whose.in_(chunk), relations.c.kind.in_(kinds))


def _never_of(book: Book, person_ids: Collection[int]) -> dict[int, list[Channel]]:
    """The channels that some people never want, for whatever purpose they said so."""
    found = select(preferences.c.person_id, preferences.c.channel).where(
        book.owns(preferences), preferences.c.person_id.in_(person_ids), preferences.c.never.is_(True)
    )
    never: dict[int, list[Channel]] = defaultdict(list)
    rows: list[Row[Any]] = book.rows(found)
    for row in rows:
        never[row.person_id].append(Channel(row.channel))
    return never
