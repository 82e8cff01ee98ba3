"""What strangers left, as rows: in quarantine, and what was brought from there into the book."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, or_, select, update

from keepwarm.domain.meeting import SubmissionKind, SubmissionState
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.submissions import (
    CONSENT,
    DECLINED_MINUTES,
    KEPT_DAYS,
    Given,
    Submission,
    given_from_json,
    given_to_json,
)
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import storable_text
from keepwarm.storage.people import search_name
from keepwarm.storage.schema import batches, handles, people, people_search, submissions

_EMPTIED = ""


def add_submission(book: Book, card_id: int | None, given: Given, *, language: str, receipt: str) -> int:
    """Keep what somebody left; `receipt` is the digest of their receipt's token. Return its id."""
    submission_id = new_id()
    row = {"submission_id": submission_id, "kind": SubmissionKind.SWAP.value, "own_card_id": card_id}
    row |= {"one_to_one_id": None, "person_id": None, "received_at": book.now, "language": language}
    row |= {"given": storable_text(given_to_json(given)), "consent": CONSENT, "receipt": receipt}
    row |= {"state": SubmissionState.WAITING.value, "decided_at": None}
    book.execute(insert(submissions).values(owner_id=book.owner.owner_id, **row))
    return submission_id


def write_submission(book: Book, submission_id: int, **changes: Any) -> None:
    """Change columns of one."""
    is_it = submissions.c.submission_id == submission_id
    book.execute(update(submissions).where(book.owns(submissions), is_it).values(**changes))


def empty(book: Book, submission_id: int, state: SubmissionState, *, person_id: int | None = None) -> None:
    """Let go of somebody's words."""
    changes = {"given": _EMPTIED, "state": state.value, "decided_at": book.now, "person_id": person_id}
    write_submission(book, submission_id, **changes)


def drop_submission(book: Book, submission_id: int) -> None:
    """Take the whole row away, as another takes its place."""
    is_it = submissions.c.submission_id == submission_id
    book.execute(delete(submissions).where(book.owns(submissions), is_it))


def find_submission(book: Book, submission_id: int) -> Submission | None:
    """One by its id."""
    return next(iter(_found(book, submissions.c.submission_id == submission_id)), None)


def find_by_receipt(book: Book, receipt: str) -> Submission | None:
    """One by the digest of its receipt's token."""
    return next(iter(_found(book, submissions.c.receipt == receipt)), None)


def waiting_submissions(book: Book, limit: int) -> tuple[Submission, ...]:
    """The first of those that wait for the owner, the latest first."""
    return _found(book, submissions.c.state == SubmissionState.WAITING.value, limit=limit)


def to_be_taken_out(book: Book) -> tuple[Submission, ...]:
    """Those who withdrew what the owner had taken into the book."""
    gone = submissions.c.state == SubmissionState.WITHDRAWN.value
    return _found(book, gone, submissions.c.person_id.is_not(None))


def count_waiting(book: Book, card_id: int | None = None) -> int:
    """How many wait, of one card or of all."""
    of_the_card = () if card_id is None else (submissions.c.own_card_id == card_id,)
    return _count(book, submissions.c.state == SubmissionState.WAITING.value, *of_the_card)


def count_of_a_day(book: Book, card_id: int | None) -> int:
    """How many came for a card within a day."""
    since = submissions.c.received_at > book.now - timedelta(days=1)
    return _count(book, submissions.c.own_card_id == card_id, since)


def _count(book: Book, *conditions: ColumnElement[bool]) -> int:
    found = select(func.count()).select_from(submissions).where(_is_swap(book), *conditions)
    return book.connection.scalar(found) or 0


def has_something_old(book: Book) -> bool:
    """Whether words are there that are to be emptied."""
    found = select(submissions.c.submission_id).where(_is_swap(book), _is_old(book))
    return book.connection.scalar(found.limit(1)) is not None


def empty_old(book: Book) -> None:
    """Let go of words that were declined or have been here for too long; what waited is declined by that."""
    waits = submissions.c.state == SubmissionState.WAITING.value
    late = {"state": SubmissionState.DECLINED.value, "decided_at": book.now, "given": _EMPTIED}
    book.execute(update(submissions).where(_is_swap(book), waits, _is_late(book)).values(**late))
    book.execute(update(submissions).where(_is_swap(book), _is_old(book)).values(given=_EMPTIED))


def _is_late(book: Book) -> ColumnElement[bool]:
    return submissions.c.received_at < book.now - timedelta(days=KEPT_DAYS)


def _is_old(book: Book) -> ColumnElement[bool]:
    declined = submissions.c.state == SubmissionState.DECLINED.value
    decided = submissions.c.decided_at < book.now - timedelta(minutes=DECLINED_MINUTES)
    return and_(submissions.c.given != _EMPTIED, or_(_is_late(book), and_(declined, decided)))


def _is_swap(book: Book) -> ColumnElement[bool]:
    return and_(book.owns(submissions), submissions.c.kind == SubmissionKind.SWAP.value)


def _found(book: Book, *conditions: ColumnElement[bool], limit: int | None = None) -> tuple[Submission, ...]:
    found = select(submissions).where(_is_swap(book), *conditions)
    order = (submissions.c.received_at.desc(), submissions.c.submission_id)
    return tuple(_submission_of(row) for row in book.rows(found.order_by(*order).limit(limit)))


def _submission_of(row: Row[Any]) -> Submission:
    return Submission(
        submission_id=row.submission_id,
        own_card_id=row.own_card_id,
        person_id=row.person_id,
        received_at=row.received_at,
        given=given_from_json(row.given),
        language=row.language,
        consent=row.consent,
        state=SubmissionState(row.state),
    )


def once_accepted(book: Book) -> tuple[Submission, ...]:
    """Those that were taken into the book once, undone since or not, and whose words are still here."""
    either = submissions.c.state.in_((SubmissionState.ACCEPTED.value, SubmissionState.WAITING.value))
    return _found(book, either, submissions.c.person_id.is_not(None), submissions.c.given != _EMPTIED)


def standing_batches(book: Book, before: str) -> dict[str, int]:
    """By its token, each batch that stands whose token begins so."""
    stands = (batches.c.token.startswith(before, autoescape=True), batches.c.undone_by.is_(None))
    found = select(batches.c.token, batches.c.batch_id).where(book.owns(batches), *stands)
    return {row.token: row.batch_id for row in book.rows(found)}


def who_may_be_meant(book: Book, given: Sequence[Given]) -> Iterator[tuple[int, str, Handle]]:
    """Of people who have one of these handles, or one of these names: id, name and each of their handles.

    Two statements; somebody without a handle has an empty one.
    """
    keys = {way.key for one in given for way in one.ways} - {""}
    names = {search_name(one.name) for one in given}
    holds = select(handles.c.person_id).where(book.owns(handles), handles.c.key.in_(keys))
    named = select(people_search.c.person_id).where(book.owns(people_search), people_search.c.name.in_(names))
    either = or_(people.c.person_id.in_(holds), people.c.person_id.in_(named))
    rows = book.rows(select(people.c.person_id, people.c.name).where(book.owns(people), either))
    held = _handles_of(book, [row.person_id for row in rows])
    for row in rows:
        for handle in held.get(row.person_id, [Handle(kind=HandleKind.CHAT, value="")]):
            yield row.person_id, row.name, handle


def names_of(book: Book, person_ids: Collection[int]) -> dict[int, str]:
    """By their ids, what those are called who are there."""
    found = select(people.c.person_id, people.c.name).where(
        book.owns(people), people.c.person_id.in_(person_ids)
    )
    return {row.person_id: row.name for row in book.rows(found)}


def _handles_of(book: Book, person_ids: Collection[int]) -> dict[int, list[Handle]]:
    columns = (handles.c.person_id, handles.c.kind, handles.c.value, handles.c.service)
    found = select(*columns).where(book.owns(handles), handles.c.person_id.in_(person_ids))
    held: dict[int, list[Handle]] = {}
    for row in book.rows(found.order_by(handles.c.position)):
        handle = Handle(kind=HandleKind(row.kind), value=row.value, service=row.service)
        held.setdefault(row.person_id, []).append(handle)
    return held
