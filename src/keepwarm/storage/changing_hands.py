"""How the rows of each table become another person's: nothing is lost, and nothing is there twice."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, Table, and_, or_, select

from keepwarm.domain.bearings import Wish
from keepwarm.domain.claims import ClaimState
from keepwarm.domain.details import RelationKind
from keepwarm.domain.pairs_to_bring import left_pair
from keepwarm.domain.people import KnownBy
from keepwarm.storage.book import Book
from keepwarm.storage.declined_pairs import all_declined_pairs
from keepwarm.storage.details import TELLS_APART, key_of_detail
from keepwarm.storage.handles import handles_of
from keepwarm.storage.journal import (
    RECORDED,
    Change,
    delete_keys,
    delete_row,
    has_keys,
    insert_row,
    insert_rows,
    key_of,
    record,
    update_row,
)
from keepwarm.storage.schema import (
    apart,
    bearings,
    circle_members,
    claims,
    declined_pairs,
    favours,
    handles,
    next_steps,
    participants,
    people,
    preferences,
    promises,
    referrals,
    relations,
    tags,
    wishes,
)

_TELLS_MORE = {
    favours: ("state",),
    promises: ("due_on", "done_on"),
    next_steps: ("due_on", "channel", "done_on"),
}
"""Beside `TELLS_APART`: what a source only brings up to date tells two of two people from each other."""

Values = dict[str, Any]


def change_hands(book: Book, other_id: int, person_id: int) -> None:
    """Let everything that stands on one person stand on another; recorded."""
    for table, move in _movers().items():
        move(book, table, other_id, person_id)


def _movers() -> Mapping[Table, Callable[[Book, Table, int, int], None]]:
    """How the rows of each table change hands."""
    special: dict[Table, Callable[[Book, Table, int, int], None]] = {
        handles: _move_handles,
        claims: _move_claims,
        preferences: _move_preferences,
        relations: _move_relations,
        apart: _move_apart,
        declined_pairs: _move_declined_pairs,
        referrals: _move_referrals,
        participants: _move_keyed,
        wishes: _move_wish,
        bearings: _move_bearing,
        **dict.fromkeys(TELLS_APART, _move_details),
        tags: _move_keyed,
        circle_members: _move_keyed,
    }
    theirs = (table for table in RECORDED.values() if table is not people and "person_id" in table.c)
    return {table: special.get(table, _move) for table in theirs}


def _rows(book: Book, table: Table, person_id: int) -> list[Values]:
    found = select(table).where(book.owns(table), table.c.person_id == person_id)
    # Put in order here: asked for it, SQLite would read the whole table along its key.
    return sorted(map(dict, book.execute(found).mappings()), key=lambda row: key_of(table, row))


def _move(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """Rows with an id of their own belong to somebody else."""
    for row in _rows(book, table, other_id):
        update_row(book, table, row, {"person_id": person_id})


def _move_keyed(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """Rows that the person is part of the name of; where both have one, that of the one who stays stands.

    There may be thousands, and they go together.
    """
    theirs = _rows(book, table, other_id)
    held = {key_of(table, row) for row in _rows(book, table, person_id)}
    moved = [row | {"person_id": person_id} for row in theirs]
    gone = [Change(noun=table.name, key=key_of(table, row), before=row, after=None) for row in theirs]
    if gone:
        delete_keys(book, table, [change.key for change in gone])
        record(book, gone)
    insert_rows(book, table, [row for row in moved if key_of(table, row) not in held])


def _is_there(book: Book, table: Table, row: Values) -> bool:
    is_it = has_keys(table, [key_of(table, row)])
    return book.execute(select(table.c.owner_id).where(book.owns(table), is_it)).first() is not None


def _move_details(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """What both know alike is there once, and private where it was of either."""
    held = {_key_of_detail(table, row): row for row in _rows(book, table, person_id)}
    for row in _rows(book, table, other_id):
        same = held.get(_key_of_detail(table, row))
        if same is None:
            update_row(book, table, row, {"person_id": person_id})
            continue
        delete_row(book, table, row)
        if row.get("sensitive"):
            update_row(book, table, same, {"sensitive": True})


def _key_of_detail(table: Table, row: Values) -> tuple[Any, ...]:
    return *key_of_detail(table, row), *(row[name] for name in _TELLS_MORE.get(table, ()))


def _move_handles(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """A handle of both is there once, and says what either says; what cannot be one is there twice."""
    behind = max((one.position for one in handles_of(book, person_id)), default=-1) + 1
    for row in _rows(book, table, other_id):
        ours = [
            one for one in handles_of(book, person_id) if (one.kind, one.key) == (row["kind"], row["key"])
        ]
        same = next((one for one in ours if _can_be_one(one, row)), None)
        if same is None:
            moved = {"person_id": person_id, "position": behind + row["position"]}
            update_row(book, table, row, moved)
            continue
        delete_row(book, table, row)
        completed = {name: getattr(same, name) or row[name] for name in (*_SAID_OF_A_HANDLE, "preferred")}
        update_row(book, table, {"handle_id": same.handle_id}, completed)


_SAID_OF_A_HANDLE = ("label", "service", "postal")


def _can_be_one(one: Row[Any], row: Values) -> bool:
    """Whether two handles of one key say nothing different."""
    pairs = ((getattr(one, name), row[name]) for name in _SAID_OF_A_HANDLE)
    return all(ours == theirs or not (ours and theirs) for ours, theirs in pairs)


def _move_claims(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """What the other's fields showed is a claim like any other now."""
    for row in _rows(book, table, other_id):
        state = ClaimState.KEPT.value if row["state"] == ClaimState.SHOWN else row["state"]
        update_row(book, table, row, {"person_id": person_id, "state": state})


def _move_preferences(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """Where both said something of one channel, a never stands, else what was told, else the first's."""
    held = {row["channel"]: row for row in _rows(book, table, person_id)}
    for row in _rows(book, table, other_id):
        ours = held.get(row["channel"])
        delete_row(book, table, row)
        if ours is None:
            insert_row(book, table, row | {"person_id": person_id})
        elif _weight_of_wish(row) > _weight_of_wish(ours):
            update_row(book, table, ours, row | {"person_id": person_id})


def _weight_of_wish(row: Values) -> tuple[bool, bool]:
    return bool(row["never"]), row["known_by"] == KnownBy.TOLD


def _move_wish(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """Of two wishes a no stands, else the later."""
    ours = next(iter(_rows(book, table, person_id)), None)
    for row in _rows(book, table, other_id):
        delete_row(book, table, row)
        if ours is None:
            insert_row(book, table, row | {"person_id": person_id})
        elif _weight_of_answer(row) > _weight_of_answer(ours):
            update_row(book, table, ours, row | {"person_id": person_id})


def _weight_of_answer(row: Values) -> tuple[bool, date]:
    return row["answer"] == Wish.NO, row["said_on"]


def _move_bearing(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """What was chosen of the one who stays stands; what was not, comes from the other."""
    ours = next(iter(_rows(book, table, person_id)), None)
    for row in _rows(book, table, other_id):
        delete_row(book, table, row)
        if ours is None:
            insert_row(book, table, row | {"person_id": person_id})
            continue
        completed = {name: ours[name] or row[name] for name in ("cadence_days", "time_zone", "not_before")}
        proposed = ours["proposed"] and row["proposed"]
        update_row(book, table, ours, completed | {"proposed": proposed})


def _move_relations(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """Relations on either side, each once from whichever side; nobody is related to themself."""
    either = or_(table.c.person_id == other_id, table.c.other_id == other_id)
    for row in map(dict, book.execute(select(table).where(book.owns(table), either)).mappings()):
        ends = {name: person_id if row[name] == other_id else row[name] for name in ("person_id", "other_id")}
        if ends["person_id"] == ends["other_id"] or _has_relation(book, table, row | ends):
            delete_row(book, table, row)
        else:
            update_row(book, table, row, ends)


def _has_relation(book: Book, table: Table, row: Values) -> bool:
    turned = row | {
        "person_id": row["other_id"],
        "other_id": row["person_id"],
        "kind": RelationKind(row["kind"]).inverse.value,
    }
    ways = (
        and_(*(table.c[name] == way[name] for name in ("person_id", "other_id", "kind", "label")))
        for way in (row, turned)
    )
    return book.execute(select(table.c.owner_id).where(book.owns(table), or_(*ways))).first() is not None


def _move_apart(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """Whom the other is not, this person is not either."""
    either = or_(table.c.person_id == other_id, table.c.other_id == other_id)
    for row in map(dict, book.execute(select(table).where(book.owns(table), either)).mappings()):
        delete_row(book, table, row)
        third = row["person_id"] if row["other_id"] == other_id else row["other_id"]
        moved = row | dict(zip(("person_id", "other_id"), sorted((third, person_id)), strict=True))
        if third != person_id and not _is_there(book, table, moved):
            insert_row(book, table, moved)


def _move_declined_pairs(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """Pairs on either side, each once in whichever order; nobody is a pair with themself."""
    everyone = all_declined_pairs(book)
    held = {one.pair for one in everyone if other_id not in (one.person_id, one.other_id)}
    for row in _on_either_side(book, table, "other_id", other_id):
        ends = {name: person_id if row[name] == other_id else row[name] for name in ("person_id", "other_id")}
        pair = left_pair(ends["person_id"], ends["other_id"], row["about"])
        if ends["person_id"] == ends["other_id"] or pair in held:
            delete_row(book, table, row)
        else:
            update_row(book, table, row, ends)
            held.add(pair)


def _move_referrals(book: Book, table: Table, other_id: int, person_id: int) -> None:
    """Referrals on either side; of whom it was stays in its words where both ends become one."""
    for row in _on_either_side(book, table, "about_id", other_id):
        ends = {name: person_id if row[name] == other_id else row[name] for name in ("person_id", "about_id")}
        if ends["person_id"] == ends["about_id"]:
            ends["about_id"] = None
        update_row(book, table, row, ends)


def _on_either_side(book: Book, table: Table, second: str, person_id: int) -> list[Values]:
    either = or_(table.c.person_id == person_id, table.c[second] == person_id)
    found = select(table).where(book.owns(table), either)
    return sorted(map(dict, book.execute(found).mappings()), key=lambda row: key_of(table, row))
