"""Who may be one with whom: derived from people, and what the owner decided about it."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select

from keepwarm.domain.ids import Pair, pair_of
from keepwarm.domain.likeness import Judgement
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.journal import CHUNK, insert_row
from keepwarm.storage.many_rows import insert_many
from keepwarm.storage.schema import apart, likenesses


def keep_likeness(book: Book, one: int, other: int, score: float, reasons: Sequence[Reason]) -> None:
    """Keep that two may be one, in place of what was thought of them before."""
    person_id, other_id = pair_of(one, other)
    forget_likeness(book, one, other)
    said = {"person_id": person_id, "other_id": other_id, "score": score, "reasons": _to_json(reasons)}
    book.execute(insert(likenesses).values(owner_id=book.owner.owner_id, **said))


def keep_likenesses(
    book: Book, pairs: Iterable[tuple[int, int, Judgement]], about: Collection[int] | None = None
) -> None:
    """Keep who may be one with whom, in place of what was thought of these people, or of everybody."""
    if about is None:
        book.execute(delete(likenesses).where(book.owns(likenesses)))
    else:
        forget_likenesses(book, list(about))
    rows = [
        {
            "owner_id": book.owner.owner_id,
            "person_id": one,
            "other_id": other,
            "score": judgement.score,
            "reasons": _to_json(judgement.reasons),
        }
        for one, other, judgement in pairs
    ]
    for start in range(0, len(rows), CHUNK):
        insert_many(book.connection, likenesses, rows[start : start + CHUNK])


def forget_likenesses(book: Book, person_ids: Sequence[int]) -> None:
    """These people are no question any more, whoever the other was."""
    for start in range(0, len(person_ids), CHUNK):
        chunk = person_ids[start : start + CHUNK]
        either = or_(likenesses.c.person_id.in_(chunk), likenesses.c.other_id.in_(chunk))
        book.execute(delete(likenesses).where(book.owns(likenesses), either))


def forget_likeness(book: Book, one: int, other: int) -> None:
    """They are no question any more."""
    person_id, other_id = pair_of(one, other)
    is_it = (likenesses.c.person_id == person_id, likenesses.c.other_id == other_id)
    book.execute(delete(likenesses).where(book.owns(likenesses), *is_it))


def find_likeness(book: Book, one: int, other: int) -> Row[Any] | None:
    """What is thought of two, or None where nothing suggests that they are one."""
    person_id, other_id = pair_of(one, other)
    is_it = (likenesses.c.person_id == person_id, likenesses.c.other_id == other_id)
    return book.execute(select(likenesses).where(book.owns(likenesses), *is_it)).one_or_none()


def unsure_pairs(book: Book, limit: int | None = None, skip: int = 0) -> list[Row[Any]]:
    """The pairs that wait for the owner, the likeliest first, each with its smaller id first."""
    found = select(likenesses).where(book.owns(likenesses))
    in_order = found.order_by(likenesses.c.score.desc(), likenesses.c.person_id, likenesses.c.other_id)
    return book.rows(in_order.offset(skip).limit(limit))


def count_unsure(book: Book) -> int:
    """How many pairs wait for the owner."""
    return (
        book.connection.scalar(select(func.count()).select_from(likenesses).where(book.owns(likenesses))) or 0
    )


def set_apart(book: Book, one: int, other: int, *, on: date) -> None:
    """Keep that the owner said these are two people."""
    person_id, other_id = pair_of(one, other)
    insert_row(book, apart, {"person_id": person_id, "other_id": other_id, "decided_on": on})


def pairs_apart(book: Book) -> set[Pair]:
    """The pairs of whom the owner said that they are two."""
    found = select(apart.c.person_id, apart.c.other_id).where(book.owns(apart))
    return {(row.person_id, row.other_id) for row in book.execute(found)}


def reasons_of(text: str) -> tuple[Reason, ...]:
    """The reasons from their column."""
    return tuple(
        Reason.of(
            code, **{name: date.fromisoformat(v["date"]) if isinstance(v, dict) else v for name, v in said}
        )
        for code, said in json.loads(text)
    )


def _to_json(reasons: Sequence[Reason]) -> str:
    return json.dumps(
        [(reason.code, reason.values) for reason in reasons],
        default=lambda on: {"date": str(on)},
        ensure_ascii=False,
    )


def is_apart(book: Book, one: int, other: int) -> bool:
    """Whether the owner said that these are two people."""
    person_id, other_id = pair_of(one, other)
    is_it = (apart.c.person_id == person_id, apart.c.other_id == other_id)
    return book.execute(select(apart.c.decided_on).where(book.owns(apart), *is_it)).first() is not None


def move_likenesses(book: Book, other: int, person_id: int) -> None:
    """Who might have been the other might be this person, unless the owner said that they are two.

    Whom the other is not, this person is not either. Where both might have been somebody, the likelier of
    the two stands.
    """
    apart_from = {third for pair in pairs_apart(book) if other in pair for third in pair if third != other}
    for third in apart_from - {person_id}:
        forget_likeness(book, third, person_id)
    held = {_third(row, person_id): row.score for row in _likenesses_of(book, person_id)}
    for row in _likenesses_of(book, other):
        third = _third(row, other)
        likelier = row.score > held.get(third, 0.0)
        if third != person_id and likelier and not is_apart(book, third, person_id):
            keep_likeness(book, third, person_id, row.score, reasons_of(row.reasons))


def _likenesses_of(book: Book, person_id: int) -> list[Row[Any]]:
    either = (likenesses.c.person_id == person_id) | (likenesses.c.other_id == person_id)
    return book.rows(select(likenesses).where(book.owns(likenesses), either))


def _third(row: Row[Any], person_id: int) -> int:
    return int(row.other_id if row.person_id == person_id else row.person_id)
