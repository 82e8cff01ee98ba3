"""Everybody in the book, by what an import can recognise them by."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, func, select

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.interactions import Direction
from keepwarm.domain.likeness import Likeness
from keepwarm.domain.matching import Known
from keepwarm.domain.packed_people import PackedPeople
from keepwarm.domain.people import Handle, HandleKind, Standing
from keepwarm.domain.recognition import FROM_HISTORY
from keepwarm.storage.book import Book
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.likenesses import pairs_apart
from keepwarm.storage.schema import cards, claims, handles, interactions, journal, participants, people

NoteBytes = Callable[[str, int], None]
"""Told of each digest of kept bytes, and of the person who came as them."""


def load_known(book: Book) -> Known:
    """Read the index that an import plans against; a few statements, and four for each `CHUNK` of people.

    Of two who share an address, the one who came first holds it: by the import, then by their card.
    """
    known = Known(apart=pairs_apart(book))
    for person_id, likeness, source, standing in _everybody(book, known.note_bytes):
        known.learn(
            person_id,
            likeness,
            from_history=source.startswith(FROM_HISTORY),
            by_relation=standing == Standing.BY_RELATION,
        )
    known.changed.clear()
    keys = select(interactions.c.key).where(book.owns(interactions), interactions.c.key.is_not(None))
    known.interaction_keys.update(book.connection.scalars(keys))
    known.met.update(hash((person_id, at)) for person_id, at in _meetings(book))
    return known


def load_likenesses(book: Book) -> PackedPeople:
    """What one can recognise each person of the book by, in the order of their coming."""
    everybody = PackedPeople()
    for person_id, likeness, _, _ in _everybody(book):
        everybody[person_id] = likeness
    return everybody


def _everybody(book: Book, note: NoteBytes | None = None) -> Iterator[tuple[int, Likeness, str, str]]:
    """Everybody in the order of their coming, with source and standing; notes what bytes they came as.

    They are read some hundred at a time, so that the rows of a hundred thousand are never there at once.
    """
    ids = _ids_as_they_came(book)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        uids, held, others = _cards(book, chunk, note), _handles(book, chunk), _other_names(book, chunk)
        named = {row.person_id: row for row in book.execute(_of(book, people, _NAMED, chunk))}
        for person_id in chunk:
            row = named[person_id]
            likeness = Likeness(
                names=tuple(dict.fromkeys((row.name, *others.get(person_id, ())))),
                given=row.given,
                family=row.family,
                nickname=row.nickname,
                organization=row.organization,
                handles=tuple(held.get(person_id, ())),
                uids=frozenset(uids.get(person_id, ())),
                birthday=None if row.birthday is None else PartialDate.parse(row.birthday),
                sources=frozenset({row.source}),
            )
            yield person_id, likeness, row.source, row.standing


_NAMED = select(
    people.c.person_id,
    people.c.name,
    people.c.given,
    people.c.family,
    people.c.nickname,
    people.c.organization,
    people.c.birthday,
    people.c.source,
    people.c.standing,
)
_KEPT = select(cards.c.came_as, cards.c.uid, cards.c.other_uids, cards.c.person_id)
_HELD = select(
    handles.c.person_id,
    handles.c.kind,
    handles.c.value,
    handles.c.label,
    handles.c.service,
    handles.c.preferred,
)
_SAID = select(claims.c.person_id, claims.c.value).where(claims.c.field == "name")


def _of(book: Book, table: Table, found: Select[Any], person_ids: Sequence[int]) -> Select[Any]:
    """What of a selection from a table is of these people."""
    return found.where(book.owns(table), table.c.person_id.in_(person_ids))


def _ids_as_they_came(book: Book) -> "array[int]":
    """Everybody's id, by when they came, and of one import by their first card."""
    first = select(cards.c.person_id, func.min(cards.c.position).label("position"))
    came = first.where(book.owns(cards)).group_by(cards.c.person_id).subquery()
    joined = people.outerjoin(came, came.c.person_id == people.c.person_id)
    found = select(people.c.person_id).select_from(joined).where(book.owns(people))
    in_order = found.order_by(people.c.added_at, func.coalesce(came.c.position, -1), people.c.person_id)
    return array("q", book.connection.scalars(in_order))


def _cards(book: Book, chunk: Sequence[int], note: NoteBytes | None) -> dict[int, list[str]]:
    """The ids by which sources know them; notes as what bytes they came."""
    uids: dict[int, list[str]] = defaultdict(list)
    for came_as, uid, other_uids, person_id in book.execute(_of(book, cards, _KEPT, chunk)):
        if note is not None:
            note(came_as, person_id)
        if uid or other_uids:
            uids[person_id] += filter(None, (uid, *other_uids.split("\n")))
    return uids


def _handles(book: Book, chunk: Sequence[int]) -> dict[int, list[Handle]]:
    held: dict[int, list[Handle]] = defaultdict(list)
    found = _of(book, handles, _HELD, chunk).order_by(handles.c.position)
    for person_id, kind, value, label, service, preferred in book.execute(found):
        handle = Handle(kind=HandleKind(kind), value=value, label=label, service=service, preferred=preferred)
        held[person_id].append(handle)
    return held


def _other_names(book: Book, chunk: Sequence[int]) -> dict[int, list[str]]:
    """Under what other names sources know people."""
    others: dict[int, list[str]] = defaultdict(list)
    found = _of(book, claims, _SAID, chunk).order_by(claims.c.added_at, claims.c.claim_id)
    for person_id, name in book.execute(found):
        others[person_id].append(name)
    return others


def _meetings(book: Book) -> Iterator[tuple[int, datetime]]:
    """With whom the owner was together, or spoke, and when."""
    both_ways = select(participants.c.person_id, interactions.c.at).where(
        book.owns(interactions),
        book.owns(participants),
        participants.c.interaction_id == interactions.c.interaction_id,
        interactions.c.direction == Direction.MUTUAL.value,
    )
    for row in book.execute(both_ways):
        yield row.person_id, row.at


def journal_position(book: Book) -> int:
    """How far the journal has come: a plan made at one position must not be carried out at another."""
    return book.connection.scalar(select(func.max(journal.c.position)).where(book.owns(journal))) or 0
