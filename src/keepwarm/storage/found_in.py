"""Where a search found somebody, if not in the name: read from the rows of the few who are shown."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Table, func, select

from keepwarm.domain.search_words import Spellings, is_one_letter, words_in, words_looked_for, words_of_number
from keepwarm.storage.book import Book
from keepwarm.storage.handles import postal_of
from keepwarm.storage.profiles import PARTS_OF_NAMES, is_other_name
from keepwarm.storage.schema import claims, facts, handles, interactions, participants, people, roles, tags


class Place(StrEnum):
    """What of a person held a word."""

    OTHER_NAME = "other name"
    ORGANIZATION = "organization"
    TITLE = "title"
    HANDLE = "handle"
    TAG = "tag"
    FACT = "fact"
    NOTE = "note"
    TALK = "talk"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIn:
    """Where a word was found that the name has not; `text` is what stands around it, if it was read."""

    place: Place
    text: str


_MOST_TALKS = 1_000
"""Of all who are shown together; whose talks are not read any more, of them it is said without the words."""

_BEFORE, _BEHIND = 3, 6
"""Words around the one that was found."""

_LONGEST = 100
"""Characters of what is shown."""

_ROWS = (people, handles, roles, tags, facts, claims)


def _texts(table: Table, row: Row[Any]) -> Iterator[tuple[Place, str]]:
    """What a row of one of these tables says, what is shortest first."""
    if table is people:
        yield from ((Place.OTHER_NAME, getattr(row, part)) for part in PARTS_OF_NAMES)
        yield from ((Place.ORGANIZATION, row.organization), (Place.TITLE, row.title), (Place.NOTE, row.note))
    elif table is handles:
        yield Place.HANDLE, row.value
        if row.postal is not None:
            yield Place.HANDLE, ", ".join(filter(None, postal_of(row.postal).parts))
    elif table is roles:
        yield from ((Place.ORGANIZATION, row.organization), (Place.TITLE, row.title))
        yield Place.TITLE, row.department
    elif table is tags:
        yield Place.TAG, row.tag
    elif table is facts:
        yield Place.FACT, row.text
    elif is_other_name(row):
        yield Place.OTHER_NAME, row.value


def find_places(book: Book, query: str, person_ids: Sequence[int]) -> dict[int, FoundIn]:
    """Where the words of a query were found of these people, whose names have not all of them."""
    asked = [spellings for spellings in words_looked_for(query) if not is_one_letter(spellings[0])]
    if not asked or not person_ids:
        return {}
    names = select(people.c.person_id, people.c.name).where(
        book.owns(people), people.c.person_id.in_(person_ids)
    )
    missing = {
        person_id: [one for one in asked if not _begins(one, words_in(name, in_one=True))]
        for person_id, name in book.rows(names)
    }
    found: dict[int, FoundIn] = {}
    for table in _ROWS:
        left = [person_id for person_id in missing if person_id not in found]
        for row in _rows(book, table, left):
            if row.person_id not in found and (place := _look(table, row, missing[row.person_id])):
                found[row.person_id] = place
    return found | _in_talks(book, [one for one in missing if one not in found], missing)


def _rows(book: Book, table: Table, person_ids: Collection[int]) -> list[Row[Any]]:
    """In the order of their keys, which the database would go through the whole table for."""
    found = book.rows(select(table).where(book.owns(table), table.c.person_id.in_(person_ids)))
    names = [column.name for column in table.primary_key]
    return sorted(found, key=lambda row: tuple(getattr(row, name) for name in names))


def _look(table: Table, row: Row[Any], missing: list[Spellings]) -> FoundIn | None:
    for place, text in _texts(table, row):
        if text and (around := _around(text, missing, in_one=place is Place.OTHER_NAME)):
            is_private = place is Place.FACT and row.sensitive
            return FoundIn(place=place, text="" if is_private else around)
    return None


def _begins(spellings: Spellings, words: Iterable[str]) -> bool:
    return any(word.startswith(spellings) for word in words)


def _around(text: str, missing: list[Spellings], *, in_one: bool = False) -> str:
    """A few words of the text around the first that begins with a missing one; empty where none does."""
    words = words_in(text, in_one=in_one) | words_of_number(text)
    if not any(_begins(one, words) for one in missing):
        return ""
    pieces = text.split()
    here = next(
        (at for at, piece in enumerate(pieces) if any(_begins(one, words_in(piece)) for one in missing)), 0
    )
    first = max(here - _BEFORE, 0)
    shown = " ".join(pieces[first : here + _BEHIND])
    cut = shown[:_LONGEST].rstrip()
    ahead, behind = "… " if first else "", " …" if here + _BEHIND < len(pieces) or cut != shown else ""
    return f"{ahead}{cut}{behind}"


def _in_talks(book: Book, person_ids: list[int], missing: dict[int, list[Spellings]]) -> dict[int, FoundIn]:
    """Those who are left were found by what was talked about; the words are looked up of some of them."""
    talks = _count_talks(book, person_ids)
    found = {person_id: FoundIn(place=Place.TALK, text="") for person_id in talks}
    for row in _summaries(book, list(_few(talks))):
        if not found[row.person_id].text and (around := _around(row.summary, missing[row.person_id])):
            found[row.person_id] = FoundIn(place=Place.TALK, text=around)
    return found


def _count_talks(book: Book, person_ids: list[int]) -> dict[int, int]:
    theirs = (book.owns(participants), participants.c.person_id.in_(person_ids))
    counted = select(participants.c.person_id, func.count().label("talks")).where(*theirs)
    return {row.person_id: row.talks for row in book.rows(counted.group_by(participants.c.person_id))}


def _few(talks: dict[int, int]) -> Iterator[int]:
    """Those of whom there are not too many talks to look through."""
    left = _MOST_TALKS
    for person_id, count in sorted(talks.items(), key=lambda one: (one[1], one[0])):
        left -= count
        if left >= 0:
            yield person_id


def _summaries(book: Book, person_ids: list[int]) -> list[Row[Any]]:
    joined = select(participants.c.person_id, interactions.c.summary).join(
        interactions,
        (interactions.c.owner_id == participants.c.owner_id)
        & (interactions.c.interaction_id == participants.c.interaction_id),
    )
    of_these = joined.where(book.owns(participants), participants.c.person_id.in_(person_ids))
    return book.rows(of_these.order_by(interactions.c.at.desc(), interactions.c.interaction_id))
