"""Everybody in the book, by what an import can recognise them by."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from sqlalchemy import func, select

from keepwarm.domain.likeness import Likeness
from keepwarm.domain.matching import Known
from keepwarm.domain.packed_people import PackedPeople
from keepwarm.domain.people import Handle, Standing
from keepwarm.domain.recognition import FROM_HISTORY
from keepwarm.storage.book import Book
from keepwarm.storage.handles import handle_of
from keepwarm.storage.likenesses import pairs_apart
from keepwarm.storage.people import person_of
from keepwarm.storage.schema import cards, claims, handles, interactions, journal, people

NoteBytes = Callable[[str, int], None]
"""Told of each digest of kept bytes, and of the person who came as them."""


def load_known(book: Book) -> Known:
    """Read the index that an import plans against; six statements.

    Of two who share an address, the one who came first holds it: by the import, then by their card.
    """
    known = Known(apart=pairs_apart(book))
    for person_id, likeness, source, standing in _everybody(book, known.note_bytes):
        known.learn(
            person_id,
            likeness,
            from_history=source.startswith(FROM_HISTORY),
            by_relation=standing is Standing.BY_RELATION,
        )
    known.changed.clear()
    keys = select(interactions.c.key).where(book.owns(interactions), interactions.c.key.is_not(None))
    known.interaction_keys.update(book.connection.scalars(keys))
    return known


def load_likenesses(book: Book) -> PackedPeople:
    """What one can recognise each person of the book by, in the order of their coming; four statements."""
    everybody = PackedPeople()
    for person_id, likeness, _, _ in _everybody(book, lambda _digest, _person_id: None):
        everybody[person_id] = likeness
    return everybody


def _everybody(book: Book, note: NoteBytes) -> Iterator[tuple[int, Likeness, str, Standing]]:
    """Everybody in the order of their coming, with source and standing; notes what bytes they came as."""
    arrived, uids = _cards(book, note)
    held = _handles(book)
    others = _other_names(book)
    found = select(people).where(book.owns(people))
    names = sorted(
        book.execute(found.order_by(people.c.added_at)).all(),
        key=lambda row: (row.added_at, arrived.get(row.person_id, -1), row.person_id),
    )
    for row in names:
        person = person_of(row)
        likeness = Likeness(
            names=tuple(dict.fromkeys((person.name, *others.get(row.person_id, ())))),
            given=person.given,
            family=person.family,
            nickname=person.nickname,
            organization=person.organization,
            handles=tuple(held.get(row.person_id, ())),
            uids=frozenset(uids.get(row.person_id, ())),
            birthday=person.birthday,
            sources=frozenset({row.source}),
        )
        yield row.person_id, likeness, row.source, person.standing


def _cards(book: Book, note: NoteBytes) -> tuple[dict[int, int], dict[int, list[str]]]:
    """When each person's first card came, and the ids by which sources know them."""
    arrived: dict[int, int] = {}
    uids: dict[int, list[str]] = defaultdict(list)
    kept = select(cards.c.came_as, cards.c.uid, cards.c.other_uids, cards.c.person_id)
    for place, row in enumerate(book.execute(kept.where(book.owns(cards)).order_by(cards.c.position))):
        arrived.setdefault(row.person_id, place)
        note(row.came_as, row.person_id)
        if row.uid or row.other_uids:
            uids[row.person_id] += filter(None, (row.uid, *row.other_uids.split("\n")))
    return arrived, uids


def _handles(book: Book) -> dict[int, list[Handle]]:
    held: dict[int, list[Handle]] = defaultdict(list)
    for row in book.execute(select(handles).where(book.owns(handles)).order_by(handles.c.position)):
        held[row.person_id].append(replace(handle_of(row), postal=None))
    return held


def _other_names(book: Book) -> dict[int, list[str]]:
    """Under what other names sources know people."""
    others: dict[int, list[str]] = defaultdict(list)
    said = select(claims.c.person_id, claims.c.value).where(book.owns(claims), claims.c.field == "name")
    for person_id, name in book.execute(said.order_by(claims.c.added_at, claims.c.claim_id)):
        others[person_id].append(name)
    return others


def journal_position(book: Book) -> int:
    """How far the journal has come: a plan made at one position must not be carried out at another."""
    return book.connection.scalar(select(func.max(journal.c.position)).where(book.owns(journal))) or 0
