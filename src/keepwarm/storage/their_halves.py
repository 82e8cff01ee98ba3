"""What others sent of agendas, as rows of the quarantine; the journal does not record it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, insert, select, update

from keepwarm.domain.meeting import SubmissionKind, SubmissionState
from keepwarm.domain.one_to_ones import OneToOne
from keepwarm.domain.their_halves import CONSENT, KEPT_DAYS, TheirHalf, half_from_json, half_to_json
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import storable_text
from keepwarm.storage.schema import submissions

_EMPTIED = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentHalf:
    """What somebody sent; `half` is None where their words were let go of."""

    submission_id: int
    one_to_one_id: int
    received_at: datetime
    half: TheirHalf | None
    state: SubmissionState


def add_half(book: Book, one: OneToOne, half: TheirHalf, *, language: str, receipt: str) -> int:
    """Keep it; `receipt` is the digest of the token by which they take it back. Return its id."""
    submission_id = new_id()
    row = {"submission_id": submission_id, "kind": SubmissionKind.AGENDA.value, "own_card_id": None}
    row |= {"one_to_one_id": one.one_to_one_id, "person_id": one.person_id, "received_at": book.now}
    row |= {"given": storable_text(half_to_json(half)), "language": language, "consent": CONSENT}
    row |= {"receipt": receipt, "state": SubmissionState.WAITING.value, "decided_at": None}
    book.execute(insert(submissions).values(owner_id=book.owner.owner_id, **row))
    return submission_id


def find_half(book: Book, submission_id: int) -> SentHalf | None:
    """One by its id."""
    return next(iter(_found(book, submissions.c.submission_id == submission_id)), None)


def find_half_by_receipt(book: Book, one: OneToOne, receipt: str) -> SentHalf | None:
    """One by the digest of its token."""
    mine = submissions.c.one_to_one_id == one.one_to_one_id
    return next(iter(_found(book, mine, submissions.c.receipt == receipt)), None)


def waiting_halves(book: Book, one_to_one_id: int | None = None) -> tuple[SentHalf, ...]:
    """Those that wait for the owner, of one one-to-one or of all, the latest first; one statement."""
    waits = submissions.c.state == SubmissionState.WAITING.value
    young = submissions.c.received_at >= book.now - timedelta(days=KEPT_DAYS)
    of_one = () if one_to_one_id is None else (submissions.c.one_to_one_id == one_to_one_id,)
    return _found(book, waits, young, *of_one)


def count_of_a_day(book: Book, one: OneToOne) -> int:
    """How many came for a one-to-one within a day, whatever became of them."""
    since = submissions.c.received_at > book.now - timedelta(days=1)
    of_it = submissions.c.one_to_one_id == one.one_to_one_id
    found = select(func.count()).select_from(submissions).where(_is_half(book), of_it, since)
    return book.connection.scalar(found) or 0


def decide_half(book: Book, submission_id: int, state: SubmissionState) -> None:
    """Say what became of it, and let go of the words: what the owner took over stands in the agenda."""
    values = {"state": state.value, "decided_at": book.now, "given": _EMPTIED}
    is_it = submissions.c.submission_id == submission_id
    book.execute(update(submissions).where(_is_half(book), is_it).values(**values))


def let_old_go(book: Book) -> None:
    """Let go of words that nobody took over for too long."""
    late = submissions.c.received_at < book.now - timedelta(days=KEPT_DAYS)
    waits = submissions.c.state == SubmissionState.WAITING.value
    values = {"state": SubmissionState.DECLINED.value, "decided_at": book.now, "given": _EMPTIED}
    book.execute(update(submissions).where(_is_half(book), waits, late).values(**values))


def _is_half(book: Book) -> ColumnElement[bool]:
    return and_(book.owns(submissions), submissions.c.kind == SubmissionKind.AGENDA.value)


def _found(book: Book, *conditions: ColumnElement[bool]) -> tuple[SentHalf, ...]:
    found = select(submissions).where(_is_half(book), *conditions)
    order = (submissions.c.received_at.desc(), submissions.c.submission_id)
    return tuple(_half_of(row) for row in book.rows(found.order_by(*order)))


def _half_of(row: Row[Any]) -> SentHalf:
    return SentHalf(
        submission_id=row.submission_id,
        one_to_one_id=row.one_to_one_id,
        received_at=row.received_at,
        half=half_from_json(row.given),
        state=SubmissionState(row.state),
    )
