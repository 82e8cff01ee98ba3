"""Undo: take back one batch as a whole, unless something that came later stands on it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Table, insert, select, update

from keepwarm.domain.bringing import Role
from keepwarm.domain.errors import Conflict
from keepwarm.storage.book import Book
from keepwarm.storage.derived import forget_derived
from keepwarm.storage.journal import (
    CHUNK,
    RECORDED,
    Change,
    begin_batch,
    delete_keys,
    from_json,
    has_keys,
    key_of,
    record,
)
from keepwarm.storage.schema import batches, journal

Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What undoing a batch did: how many changes it took back, and whom it touched."""

    what: str
    about: str
    changes: int
    person_ids: frozenset[int]


def undo_batch(book: Book, batch: Row[Any], hands: Mapping[int, int]) -> Undone:
    """Take back every change of a batch, in a batch of its own, so that it can be undone in turn.

    By the ids of people as they were then, `hands` says who they are now, where they were joined with others.
    Raises Conflict, with nothing changed, where a later batch changed or built on what it made.
    """
    batch_id: int = batch.batch_id
    undoing = begin_batch(book, "undo", batch.about, undoes=batch_id)
    touched: set[int] = set()
    count = 0
    for noun, run in _runs(_entries(book, batch_id)):
        _refuse_out_of_order(book, noun, run, batch_id)
        changes = _reversed(book, RECORDED[noun], run, batch_id, hands)
        _refuse_if_stood_upon(book, RECORDED[noun], changes, batch_id)
        _carry_out(book, RECORDED[noun], changes)
        ids = {entry.person_id for entry in run if entry.person_id is not None}
        touched.update(hands.get(one, one) for one in ids)
        count += len(run)
    _fall(book, batch_id, by=undoing)
    return Undone(what=batch.what, about=batch.about, changes=count, person_ids=frozenset(touched))


def _fall(book: Book, batch_id: int, *, by: int) -> None:
    """Note by which batch one was undone; what it had undone stands again."""
    _mark(book, batch_id, undone_by=by)
    if (undone := _undoes(book, batch_id)) is not None:
        _stand(book, undone)


def _stand(book: Book, batch_id: int) -> None:
    """Note that a batch stands again; what it undoes falls by it once more."""
    _mark(book, batch_id, undone_by=None)
    if (undone := _undoes(book, batch_id)) is not None:
        _fall(book, undone, by=batch_id)


def _undoes(book: Book, batch_id: int) -> int | None:
    return book.connection.scalar(
        select(batches.c.undoes).where(book.owns(batches), batches.c.batch_id == batch_id)
    )


def _mark(book: Book, batch_id: int, *, undone_by: int | None) -> None:
    is_it = batches.c.batch_id == batch_id
    book.execute(update(batches).where(book.owns(batches), is_it).values(undone_by=undone_by))


def _entries(book: Book, batch_id: int) -> Iterator[Row[Any]]:
    """The batch's entries, the last first; a large one is never in memory as a whole."""
    found = select(journal).where(book.owns(journal), journal.c.batch_id == batch_id)
    latest = found.order_by(journal.c.position.desc()).limit(CHUNK)
    rows = book.rows(latest)
    while rows:
        yield from rows
        rows = book.rows(latest.where(journal.c.position < rows[-1].position))


def _runs(entries: Iterable[Row[Any]]) -> Iterator[tuple[str, list[Row[Any]]]]:
    """Neighbouring entries on one table and of one kind, in pieces that one statement can take."""
    for (noun, _made, _gone), run in groupby(entries, lambda e: (e.noun, e.before is None, e.after is None)):
        whole = list(run)
        for start in range(0, len(whole), CHUNK):
            yield noun, whole[start : start + CHUNK]


def _reversed(
    book: Book, table: Table, run: list[Row[Any]], batch_id: int, hands: Mapping[int, int]
) -> list[Change]:
    """What takes the entries back, from the rows as they are now.

    Only the columns that the batch changed go back, so that what came later beside it stays. Raises
    Conflict where one of them is no longer as the batch left it.
    """
    said = [[_in_hands(from_json(table, one), hands) for one in (entry.after, entry.before)] for entry in run]
    keys = [key_of(table, left or before or {}) for left, before in said]
    found = book.execute(select(table).where(book.owns(table), has_keys(table, keys))).mappings()
    now: dict[tuple[Any, ...], Values] = {key_of(table, row): row for row in map(dict, found)}
    changes = []
    for key, entry, (left, before) in zip(keys, run, said, strict=True):
        if not _as_left(*(_without_place(table, row) for row in (now.get(key), left, before))):
            is_row = (journal.c.noun == table.name, journal.c.row_key == entry.row_key)
            raise _conflict(book, batch_id, *is_row)
        after = before if left is None or before is None else now[key] | _moved(before, left)
        changes.append(Change(noun=table.name, key=key, before=now.pop(key, None), after=after))
        if after is not None:
            now[key] = after
    return changes


def _in_hands(row: Values | None, hands: Mapping[int, int]) -> Values | None:
    """A row as it was then, of the one who stayed."""
    if row is None or row.get("person_id") not in hands:
        return row
    return row | {"person_id": hands[row["person_id"]]}


def _refuse_out_of_order(book: Book, noun: str, run: list[Row[Any]], batch_id: int) -> None:
    """Refuse where rows that are one with these were changed later: they are taken back in order only.

    What only went to somebody else, as by a merge, can be taken back at any time.
    """
    keys = {json.loads(entry.row_key)[0] for entry in run if _says_more(noun, entry)}
    if noun not in _ARE_ONE or not keys:
        return
    wholes, parts = _ARE_ONE
    row_keys = {
        wholes: [json.dumps((key,)) for key in keys],
        parts: [json.dumps((key, role.value)) for key in keys for role in Role],
    }
    since = min(entry.position for entry in run)
    later = [
        entry
        for table, names in row_keys.items()
        for entry in book.rows(
            select(journal.c.position, batches.c.batch_id, batches.c.undoes)
            .join(batches, _same_batch())
            .where(
                book.owns(journal),
                journal.c.noun == table,
                journal.c.row_key.in_(names),
                journal.c.position > since,
                journal.c.batch_id.not_in((batch_id, book.batch_id)),
            )
        )
    ]
    later.sort(key=lambda entry: entry.position)
    standing = _standing(later)
    for entry in reversed(later):
        if entry.batch_id in standing:
            raise _conflict(book, batch_id, journal.c.batch_id == entry.batch_id)


def _says_more(noun: str, entry: Row[Any]) -> bool:
    """Whether an entry changed more than to whom its row belongs."""
    before, after = (from_json(RECORDED[noun], text) for text in (entry.before, entry.after))
    return before is None or after is None or bool(_moved(before, after).keys() - {"person_id"})


def _standing(later: Iterable[Row[Any]]) -> set[int]:
    """Of some batches, in order, what still holds; one that was undone, and its undoing, cancel out."""
    first: dict[int, int] = {}
    chains: dict[int, list[int]] = defaultdict(list)
    for batch_id, undoes in dict.fromkeys((entry.batch_id, entry.undoes) for entry in later):
        first[batch_id] = first.get(undoes, batch_id)
        chains[first[batch_id]].append(batch_id)
    return {chain[-1] for chain in chains.values() if len(chain) % 2}


def _moved(row: Values, other: Values) -> Values:
    """What a row says differently from another."""
    return {name: value for name, value in row.items() if value != other[name]}


def _as_left(now: Values | None, left: Values | None, before: Values | None) -> bool:
    """Whether a row stands as the batch left it: gone, whole as it was made, or in what was changed of it."""
    if now is None or left is None or before is None:
        return now == left
    return _moved(left, before).items() <= now.items()


def _without_place(table: Table, row: Values | None) -> Values | None:
    """A row without its place among others, which moves as others come."""
    if row is None or (place := _PLACES.get(table.name)) is None:
        return row
    return {name: value for name, value in row.items() if name != place}


def _refuse_if_stood_upon(book: Book, table: Table, changes: list[Change], batch_id: int) -> None:
    """Refuse where rows would go on which others now stand."""
    going = [change.key[0] for change in changes if change.after is None]
    for column in _POINTING_AT.get(table.name, ()) if going else ():
        held = select(column.table).where(book.owns(column.table), column.in_(going)).limit(1)
        if (row := book.execute(held).mappings().first()) is None:
            continue
        if table.name == "people":
            raise _conflict(book, batch_id, journal.c.person_id == row[column.name])
        row_key = json.dumps(key_of(column.table, dict(row)))
        raise _conflict(book, batch_id, journal.c.noun == column.table.name, journal.c.row_key == row_key)


def _pointing_at() -> dict[str, list[Column[Any]]]:
    """By the name of a table, the columns of others that name its rows; participants go with their talk."""
    found = defaultdict(list)
    for table in RECORDED.values():
        for reference in table.foreign_key_constraints:
            parent, column = reference.referred_table.name, reference.columns.values()[-1]
            if parent in RECORDED and parent != "owners" and (table.name, parent) != _GOES_WITH:
                found[parent].append(column)
    return dict(found)


_ARE_ONE = ("introductions", "introduction_parties")
"""Rows that stand or fall together: what one says follows from all with the same id."""

_PLACES = {"preferences": "rank"}
"""By table the column that says which row comes first, and moves as others are written."""

_GOES_WITH = ("participants", "interactions")
_POINTING_AT = _pointing_at()


def _same_batch() -> ColumnElement[bool]:
    return (journal.c.owner_id == batches.c.owner_id) & (journal.c.batch_id == batches.c.batch_id)


def _conflict(book: Book, batch_id: int, *about: Any) -> Conflict:
    """Name the latest batch that stands in the way."""
    later = (
        select(batches.c.what + " " + batches.c.about)
        .join(journal, _same_batch())
        .where(
            book.owns(journal), journal.c.batch_id != batch_id, *about, batches.c.batch_id != book.batch_id
        )
        .order_by(journal.c.position.desc())
        .limit(1)
    )
    what = book.connection.scalar(later) or "a later change"
    return Conflict(
        f"This cannot be undone any more, because of what came after it: {what}. Undo that first."
    )


def _carry_out(book: Book, table: Table, changes: list[Change]) -> None:
    gone = [change.key for change in changes if change.after is None]
    if gone:
        if table.name == "people":
            forget_derived(book, [key[0] for key in gone])
        delete_keys(book, table, gone)
    back = [change.after for change in changes if change.before is None and change.after is not None]
    if back:
        book.execute(insert(table), back)
    for change in changes:
        if change.before is not None and change.after is not None:
            moved = _moved(change.after, change.before)
            book.execute(update(table).where(book.owns(table), has_keys(table, [change.key])).values(**moved))
    record(book, changes)


def find_batch(book: Book, batch_id: int | None) -> Row[Any] | None:
    """The batch of this id, or without one the last that stands and is no undoing itself."""
    found = select(batches).where(book.owns(batches))
    if batch_id is not None:
        found = found.where(batches.c.batch_id == batch_id)
    else:
        found = found.where(batches.c.undone_by.is_(None), batches.c.undoes.is_(None))
    return book.execute(found.order_by(batches.c.position.desc()).limit(1)).one_or_none()
