"""What sources say of one field: taking it in, choosing, and what a page says about where it comes from."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from keepwarm.domain.claims import FIELDS, HANDLE, ClaimState, Settled, settle
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.errors import Missing
from keepwarm.domain.people import Person
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import insert_row, update_row
from keepwarm.storage.people import birthday_columns, shortened
from keepwarm.storage.schema import cards, claims, people, roles


def values_of(person: Person) -> dict[str, str]:
    """What a person's fields say, as text; empty where nothing is known."""
    said = {field: str(getattr(person, field) or "") for field in FIELDS}
    return said | {"name": shortened(person.name)}


def shown_values(row: Row[Any]) -> dict[str, str]:
    """What the fields of a row show, as text."""
    return {field: getattr(row, field) or "" for field in FIELDS}


def claims_of(book: Book, person_id: int) -> list[Row[Any]]:
    """Every claim about somebody, in the order of their coming."""
    found = select(claims).where(book.owns(claims), claims.c.person_id == person_id)
    return book.rows(found.order_by(claims.c.added_at, claims.c.claim_id))


def take_claims(book: Book, row: Row[Any], said: Mapping[str, str], *, source: str, uid: str) -> bool:
    """Let a source say what it knows of somebody in the book; return whether anything changed.

    What the owner typed stays, what is empty is filled, a record (by the source's own `uid`) corrects
    itself, and the rest waits for the owner or is kept.
    """
    held = claims_of(book, row.person_id)
    outcome = list(
        settle(
            shown_values(row),
            said,
            corrects=_said_by(book, row, held, uid),
            claimed={(one.field, one.value) for one in held},
        )
    )
    for one in outcome:
        if one.state is ClaimState.SHOWN:
            show_value(book, row, one.field, one.value, source=source, held=held, uid=uid)
        else:
            keep_claim(book, row.person_id, one, source=source, uid=uid)
    _keep_former_role(book, row, outcome)
    return bool(outcome)


def _said_by(book: Book, row: Row[Any], held: list[Row[Any]], uid: str) -> frozenset[str]:
    """The fields that show what a record of a source said; of what nobody claims, the one that came first."""
    if not uid:
        return frozenset()
    first = select(cards.c.uid).where(
        book.owns(cards), cards.c.person_id == row.person_id, cards.c.source == row.source
    )
    came_as = book.connection.scalar(first.order_by(cards.c.position).limit(1))
    said = dict.fromkeys(FIELDS, came_as)
    said |= {one.field: one.uid for one in held if one.state == ClaimState.SHOWN}
    return frozenset(field for field, record in said.items() if record == uid)


def _keep_former_role(book: Book, row: Row[Any], outcome: list[Settled]) -> None:
    """Where a source itself says that somebody moved on, the work they had stays as a former role."""
    moved = any(one.field == "organization" and one.state is ClaimState.SHOWN for one in outcome)
    if moved and row.organization:
        said = {"organization": row.organization, "department": "", "title": row.title}
        provenance = {"source": row.source, "added_at": book.now}
        dates = {"began": None, "ended": None}
        insert_row(
            book, roles, {"role_id": new_id(), "person_id": row.person_id, **said, **dates, **provenance}
        )


def keep_claim(
    book: Book,
    person_id: int,
    claim: Settled,
    *,
    source: str,
    added_at: datetime | None = None,
    uid: str = "",
) -> None:
    """Keep what a source said beside what is shown; `uid` is its own id of the record, where it has one."""
    said = {"field": claim.field, "value": claim.value, "state": claim.state.value, "uid": uid}
    row = {"claim_id": new_id(), "person_id": person_id, **said, "source": source}
    insert_row(book, claims, row | {"added_at": added_at or book.now})


def show_value(
    book: Book,
    row: Row[Any],
    field: str,
    value: str,
    *,
    source: str,
    held: list[Row[Any]],
    uid: str = "",
) -> None:
    """Show another value in a field; what was shown is kept as a claim, with its own source and time.

    `held` are all claims about the person. A claim of this value by this source is the one that is shown.
    """
    before = getattr(row, field) or ""
    of_field = [one for one in held if one.field == field]
    for one in of_field:
        if one.state == ClaimState.SHOWN:
            update_row(book, claims, {"claim_id": one.claim_id}, {"state": ClaimState.KEPT.value})
    if before and not any(one.value == before for one in of_field):
        kept = Settled(field=field, value=before, state=ClaimState.KEPT)
        keep_claim(book, row.person_id, kept, source=row.source, added_at=row.added_at)
    said = [one for one in of_field if one.value == value and one.source == source]
    if said:
        update_row(book, claims, {"claim_id": said[-1].claim_id}, {"state": ClaimState.SHOWN.value})
    elif value:
        shown = Settled(field=field, value=value, state=ClaimState.SHOWN)
        keep_claim(book, row.person_id, shown, source=source, uid=uid)
    update_row(book, people, {"person_id": row.person_id}, field_columns(field, value))


def field_columns(field: str, value: str) -> dict[str, Any]:
    """The columns that show a value of a field."""
    if field == "birthday":
        return dict(birthday_columns(PartialDate.parse(value) if value else None))
    return {field: shortened(value) if field == "name" else value}


def taken_away(held: list[Row[Any]]) -> frozenset[str]:
    """The handles that the owner took away, by kind and key, which no source brings back."""
    gone = (one for one in held if one.field == HANDLE and one.state == ClaimState.GONE)
    return frozenset(one.value for one in gone)


def get_claim(book: Book, person_id: int, claim_id: int) -> Row[Any]:
    """A claim about somebody that waits for the owner. Raises Missing."""
    for one in claims_of(book, person_id):
        if one.claim_id == claim_id and one.state == ClaimState.ASKED:
            return one
    raise Missing("This is no question any more; look at their page again.")


def decide_claim(book: Book, claim: Row[Any], state: ClaimState) -> None:
    """Keep what became of a claim."""
    update_row(book, claims, {"claim_id": claim.claim_id}, {"state": state.value})


def provenance_of(row: Row[Any], held: list[Row[Any]]) -> Iterator[tuple[str, str, datetime]]:
    """For each field that shows something: its name, the source and the time."""
    shown = {one.field: one for one in held if one.state == ClaimState.SHOWN}
    for field in FIELDS:
        if getattr(row, field):
            origin = shown.get(field, row)
            yield field, origin.source, origin.added_at
