"""Two people in the book who are one: what belonged to the other is this person's now; nothing is lost."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, and_, func, select

from keepwarm.domain.claims import ASKED_FIELDS, FIELDS, ClaimState, Settled
from keepwarm.domain.people import Standing
from keepwarm.domain.recognition import FROM_HISTORY
from keepwarm.domain.text import folded
from keepwarm.storage.book import Book
from keepwarm.storage.changing_hands import change_hands
from keepwarm.storage.claims import claims_of, keep_claim, provenance_of, show_value
from keepwarm.storage.derived import forget_derived
from keepwarm.storage.journal import delete_row, update_row
from keepwarm.storage.people import get_person
from keepwarm.storage.schema import participants, people

_STRONGER = (Standing.DIED, Standing.LEAVE_BE, Standing.JUST_AN_ADDRESS, Standing.ORDINARY)
"""Of two standings the first of these is the one person's; a no is kept."""

_PARTS_OF_A_NAME = ("given", "family", "prefix", "middle", "suffix", "phonetic")


def who_stays(book: Book, person_ids: Collection[int]) -> list[int]:
    """People who are one, the one whose page stays first; one statement.

    Whom more than a header names stays, else who has more of a history, else who came first.
    """
    theirs = and_(
        participants.c.owner_id == people.c.owner_id, participants.c.person_id == people.c.person_id
    )
    what = (people.c.person_id, people.c.source, people.c.added_at)
    found = (
        select(*what, func.count(participants.c.person_id).label("talks"))
        .outerjoin(participants, theirs)
        .where(book.owns(people), people.c.person_id.in_(person_ids))
        .group_by(people.c.owner_id, *what)
    )
    rows = sorted(
        book.rows(found), key=lambda row: (_is_from_history(row), -row.talks, row.added_at, row.person_id)
    )
    return [row.person_id for row in rows]


def absorb(
    book: Book,
    other_id: int,
    person_id: int,
    *,
    chosen: Collection[str] = (),
    unchosen: ClaimState = ClaimState.ASKED,
) -> None:
    """Make every row of one person another's, and take the one away; recorded, and undone with its batch.

    `chosen` are the fields of which the other's value is shown from now on; a name comes with its parts.
    Where the two differ otherwise, the other's value is kept as a claim in the state `unchosen`. What a
    mere header of history called somebody gives way to what anything else says, and asks no question.
    """
    row, other = get_person(book, person_id), get_person(book, other_id)
    if _is_from_history(row) and not _is_from_history(other):
        update_row(book, people, {"person_id": person_id}, {"source": other.source})
        _join_fields(book, row, other, FIELDS, unchosen)
    elif unchosen is ClaimState.KEPT or not _is_from_history(other):
        _join_fields(book, row, other, chosen, unchosen)
    _join_rest(book, get_person(book, person_id), other)
    change_hands(book, other_id, person_id)
    forget_derived(book, [other_id])
    delete_row(book, people, {"person_id": other_id})


def _is_from_history(row: Row[Any]) -> bool:
    return str(row.source).startswith(FROM_HISTORY)


def _join_fields(
    book: Book, row: Row[Any], other: Row[Any], chosen: Collection[str], unchosen: ClaimState
) -> None:
    shown = provenance_of(other, claims_of(book, other.person_id))
    origins = {field: (source, at) for field, source, at in shown}
    parts = _PARTS_OF_A_NAME if "name" in chosen and other.name else ()
    for field in FIELDS:
        theirs, ours = getattr(other, field) or "", getattr(row, field) or ""
        if theirs == ours or not (theirs or field in parts):
            continue
        held = claims_of(book, row.person_id)
        source, at = origins.get(field, origins["name"])
        if not ours or field in chosen or field in parts:
            show_value(book, row, field, theirs, source=source, held=held)
        elif not any((one.field, one.value) == (field, theirs) for one in held):
            asks = field in ASKED_FIELDS and folded(theirs) != folded(ours)
            claim = Settled(field=field, value=theirs, state=unchosen if asks else ClaimState.KEPT)
            keep_claim(book, row.person_id, claim, source=source, added_at=at)


def _join_rest(book: Book, row: Row[Any], other: Row[Any]) -> None:
    """Notes behind one another, the stronger standing, the later answer to "spoken lately?"."""
    changes: dict[str, Any] = {"standing": _stronger(row.standing, other.standing)}
    if other.note and other.note not in row.note:
        changes["note"] = f"{row.note}\n\n{other.note}".strip()
    for column in ("spoken_confirmed_on", "spoken_asked_on"):
        said = [on for on in (getattr(row, column), getattr(other, column)) if on is not None]
        changes[column] = max(said, default=None)
    update_row(book, people, {"person_id": row.person_id}, changes)


def _stronger(one: str, other: str) -> str:
    return next((standing.value for standing in _STRONGER if standing.value in (one, other)), one)
