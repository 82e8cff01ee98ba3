"""Referrals, as rows."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from keepwarm.domain.bringing import ReferralState
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.errors import Missing
from keepwarm.domain.people import Side
from keepwarm.domain.policy import AGENDA
from keepwarm.domain.referrals import THANKED_FOR, Referral
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import delete_row, insert_row, update_row
from keepwarm.storage.schema import referrals

_GONE = "This referral is not in your book any more; look at all of them again."

_MOST = 1_000
"""The page of all looks at so many, the latest: two a week for ten years."""


def add_referral(book: Book, referral: Referral) -> int:
    """Keep a referral; return its id."""
    referral_id = new_id()
    key = {"referral_id": referral_id, "person_id": referral.person_id, "side": referral.side.value}
    provenance = {"source": OWNER_SAID, "added_at": book.now}
    insert_row(book, referrals, key | _said(referral) | provenance)
    return referral_id


def change_referral(book: Book, referral: Referral) -> bool:
    """Let a referral say what it says now; False where it said so already."""
    return update_row(book, referrals, {"referral_id": referral.referral_id}, _said(referral))


def remove_referral(book: Book, referral: Referral) -> None:
    """Take a referral out."""
    delete_row(book, referrals, {"referral_id": referral.referral_id})


def get_referral(book: Book, referral_id: int) -> Referral:
    """One of them. Raises Missing."""
    found = select(referrals).where(book.owns(referrals), referrals.c.referral_id == referral_id)
    row = book.execute(found).one_or_none()
    if row is None:
        raise Missing(_GONE)
    return referral_of(row)


def referrals_with(book: Book, person_id: int) -> list[Referral]:
    """Those given to one person and received from them; one statement."""
    found = select(referrals).where(book.owns(referrals), referrals.c.person_id == person_id)
    return [referral_of(row) for row in book.rows(found)]


def latest_referrals(book: Book) -> list[Referral]:
    """The thousand of the book that changed last; one statement."""
    found = select(referrals).where(book.owns(referrals))
    return [referral_of(row) for row in book.rows(found.order_by(referrals.c.changed_on.desc()).limit(_MOST))]


def select_referral_thanks(book: Book, on: date | None = None) -> Select[tuple[int]]:
    """Whom the owner has to thank for a referral on a day, today where none is named: found by index."""
    latest = (on or book.today) - timedelta(days=AGENDA.thanks_from_days)
    is_due = _is_unthanked(book) & (referrals.c.changed_on <= latest)
    return select(referrals.c.person_id).where(book.owns(referrals), is_due)


def thanks_for_referrals(book: Book, person_ids: Collection[int]) -> dict[int, list[Referral]]:
    """The referrals for which these people were not thanked yet; no entry for the others.

    One statement, by what is unthanked in the whole book, which is little.
    """
    found: dict[int, list[Referral]] = {}
    for row in book.rows(select(referrals).where(book.owns(referrals), _is_unthanked(book))):
        if row.person_id in person_ids:
            found.setdefault(row.person_id, []).append(referral_of(row))
    return found


def _is_unthanked(book: Book) -> ColumnElement[bool]:
    """As `thanks_are_due` has it, but for the day that has to pass; what is long ago is left out."""
    is_sent = referrals.c.state.in_(sorted(THANKED_FOR))
    came_since = and_(
        referrals.c.state == ReferralState.CAME_TO.value, referrals.c.thanked_on < referrals.c.changed_on
    )
    never = referrals.c.thanked_on.is_(None)
    since = referrals.c.changed_on >= book.today - timedelta(days=AGENDA.thanks_until_days)
    return and_(is_sent, since, referrals.c.side == Side.THEIRS.value, or_(never, came_since))


def referral_of(row: Row[Any]) -> Referral:
    """The referral in a row of the table."""
    return Referral(
        referral_id=row.referral_id,
        person_id=row.person_id,
        about_id=row.about_id,
        side=Side(row.side),
        text=row.text,
        state=ReferralState(row.state),
        noted_on=row.noted_on,
        changed_on=row.changed_on,
        outcome=row.outcome,
        thanked_on=row.thanked_on,
    )


def people_in(found: Iterable[Referral]) -> set[int]:
    """Everybody whom these name."""
    return {who for one in found for who in (one.person_id, one.about_id) if who is not None}


def _said(referral: Referral) -> dict[str, Any]:
    return {
        "about_id": referral.about_id,
        "text": referral.text,
        "state": referral.state.value,
        "noted_on": referral.noted_on,
        "changed_on": referral.changed_on,
        "outcome": referral.outcome,
        "thanked_on": referral.thanked_on,
    }
