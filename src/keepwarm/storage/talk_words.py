"""The words of what was talked about with each person, without reading thousands of talks at each log.

Of people with many talks the words are stored. A small change then adds the words of the talks that it
added; whatever else happened to the talks of somebody, their words are made again from all of them. Where
there are more words than a person is found by, those of the latest talks are taken, and nothing is stored.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import BigInteger, Row, cast, delete, func, insert, select

from keepwarm.domain.search_terms import within_limits
from keepwarm.domain.search_words import words_in
from keepwarm.storage.book import Book
from keepwarm.storage.schema import interactions, journal, participants, talk_words

MANY = 100
"""From so many talks on the words are stored."""

_SMALL_CHANGE = 1_000
"""Entries of the journal: after a larger change all words are made again."""

_LOW_BITS = 0x7FFF_FFFF
"""Of an id; sums of these stay within the numbers of either database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talks:
    """Which talks somebody has: how many, and the sum of the low bits of their ids."""

    talks: int
    ids_sum: int

    def with_more(self, added: list[int]) -> "_Talks":
        """The same and these."""
        return _Talks(
            talks=self.talks + len(added), ids_sum=self.ids_sum + sum(one & _LOW_BITS for one in added)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """The stored words of somebody, and of which talks they are."""

    words: str
    talks: _Talks


@dataclass(slots=True)
class _Change:
    """What the batch at hand did: talks that each person got, and those that were otherwise touched."""

    added: dict[int, list[int]] = field(default_factory=dict)
    unclear: set[int] = field(default_factory=set)
    rewritten: list[int] = field(default_factory=list)


def words_talked(book: Book, person_ids: list[int]) -> dict[int, list[str]]:
    """The words of the talks of these people, in order; as many people as one statement takes."""
    now = _talks_of(book, person_ids)
    stored = _stored(book, person_ids)
    found = _with_what_was_added(book, stored, now) if stored else {}
    fresh = _read(book, [person_id for person_id in now if person_id not in found])
    every = found | fresh
    keep = {
        person_id: (every[person_id], talks)
        for person_id, talks in now.items()
        if talks.talks >= MANY and _is_whole(every[person_id])
    }
    _store(book, keep, stored)
    return {person_id: within_limits(words) for person_id, words in every.items()}


def _is_whole(words: list[str]) -> bool:
    return len(within_limits(words)) == len(words)


def _talks_of(book: Book, person_ids: list[int]) -> dict[int, _Talks]:
    bits = participants.c.interaction_id.op("&")(_LOW_BITS)
    counted = select(participants.c.person_id, func.count(), cast(func.sum(bits), BigInteger)).where(
        book.owns(participants), participants.c.person_id.in_(person_ids)
    )
    rows = book.execute(counted.group_by(participants.c.person_id))
    return {person_id: _Talks(talks=talks, ids_sum=ids_sum) for person_id, talks, ids_sum in rows}


def _stored(book: Book, person_ids: list[int]) -> dict[int, _Stored]:
    rows = book.execute(
        select(talk_words).where(book.owns(talk_words), talk_words.c.person_id.in_(person_ids))
    )
    return {
        row.person_id: _Stored(words=row.words, talks=_Talks(talks=row.talks, ids_sum=row.ids_sum))
        for row in rows
    }


def _change(book: Book, person_ids: list[int]) -> _Change | None:
    """What the batch at hand did to talks; None where it is none, or too large to look through."""
    in_batch = (book.owns(journal), journal.c.batch_id == book.batch_id)
    entry = (journal.c.noun, journal.c.row_key, journal.c.before.is_(None), journal.c.after.is_(None))
    in_order = select(*entry).where(*in_batch).order_by(journal.c.position)
    rows = book.rows(in_order.limit(_SMALL_CHANGE + 1))
    if not rows or len(rows) > _SMALL_CHANGE:
        return None
    change = _Change()
    for noun, row_key, is_new, is_gone in rows:
        key = json.loads(row_key)
        if noun == participants.name:
            interaction_id, person_id = key
            if is_new:
                change.added.setdefault(person_id, []).append(interaction_id)
            else:
                change.unclear.add(person_id)
        elif noun == interactions.name and not is_new and not is_gone:
            change.rewritten.append(key[0])
    if change.rewritten:
        theirs = select(participants.c.person_id).where(
            book.owns(participants),
            participants.c.person_id.in_(person_ids),
            participants.c.interaction_id.in_(change.rewritten),
        )
        change.unclear.update(book.connection.scalars(theirs))
    return change


def _with_what_was_added(
    book: Book, stored: dict[int, _Stored], now: dict[int, _Talks]
) -> dict[int, list[str]]:
    """The words of those whose stored ones can be kept, with what came; all others have to be read again."""
    change = _change(book, list(stored))
    if change is None:
        return {}
    return {
        person_id: words
        for person_id, known in stored.items()
        if person_id in now
        and person_id not in change.unclear
        and now[person_id] == known.talks.with_more(added := change.added.get(person_id, []))
        and _is_whole(words := _joined(book, known.words.split(), added))
    }


def _joined(book: Book, words: list[str], added: list[int]) -> list[str]:
    """These words and those of the talks that came."""
    if not added:
        return words
    said = select(interactions.c.summary).where(
        book.owns(interactions), interactions.c.interaction_id.in_(added)
    )
    more = (word for summary in book.connection.scalars(said) for word in words_in(summary))
    return sorted({*words, *more})


def _read(book: Book, person_ids: list[int]) -> dict[int, list[str]]:
    """The words of all talks of these people: sorted where all can be taken, else of the latest first."""
    found: dict[int, dict[str, None]] = {person_id: {} for person_id in person_ids}
    for person_id, summary in _summaries(book, person_ids):
        found[person_id].update(dict.fromkeys(sorted(words_in(summary))))
    return {
        person_id: sorted(words) if _is_whole(list(words)) else list(words)
        for person_id, words in found.items()
    }


def _summaries(book: Book, person_ids: list[int]) -> Iterator[Row[int, str]]:
    if not person_ids:
        return
    joined = select(participants.c.person_id, interactions.c.summary).join(
        interactions,
        (interactions.c.owner_id == participants.c.owner_id)
        & (interactions.c.interaction_id == participants.c.interaction_id),
    )
    of_these = joined.where(
        book.owns(participants), participants.c.person_id.in_(person_ids), interactions.c.summary != ""
    )
    latest_first = of_these.order_by(interactions.c.at.desc(), interactions.c.interaction_id)
    yield from book.connection.execute(latest_first)


def _store(book: Book, found: dict[int, tuple[list[str], _Talks]], stored: dict[int, _Stored]) -> None:
    rows = {
        person_id: _Stored(words=" ".join(words), talks=talks) for person_id, (words, talks) in found.items()
    }
    gone = [person_id for person_id, known in stored.items() if rows.get(person_id) != known]
    if gone:
        forget_talk_words(book, gone)
    fresh = [
        {
            "owner_id": book.owner.owner_id,
            "person_id": person_id,
            "words": row.words,
            "talks": row.talks.talks,
            "ids_sum": row.talks.ids_sum,
        }
        for person_id, row in rows.items()
        if stored.get(person_id) != row
    ]
    if fresh:
        book.execute(insert(talk_words), fresh)


def forget_talk_words(book: Book, person_ids: Collection[int]) -> None:
    """Take away what is stored of these people; as many as one statement takes."""
    is_one = talk_words.c.person_id.in_(person_ids)
    book.execute(delete(talk_words).where(book.owns(talk_words), is_one))
