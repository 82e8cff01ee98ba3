"""The pages of referrals: all of them by whose turn it is, one of them, and somebody to send people to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.peace import peace_of
from keepwarm.domain.people import FactKind, Handle, Preference, Side, Standing
from keepwarm.domain.referrals import (
    Balance,
    Referral,
    Turn,
    balance_of,
    latest_first,
    turn_of,
)
from keepwarm.storage.book import Book
from keepwarm.storage.facts import facts_of
from keepwarm.storage.handles import handle_of, handles_of
from keepwarm.storage.owner_settings import DOES, channels_unused, find_settings
from keepwarm.storage.pages.reach import preferences_of
from keepwarm.storage.referrals import get_referral, latest_referrals, people_in, referrals_with
from keepwarm.storage.schema import people, wishes
from keepwarm.storage.ties import chunks

TO_REFER = (FactKind.DOES, FactKind.FOR_WHOM, FactKind.SEND_THEM)
"""What the owner has to know of somebody to send people to them, in the order in which it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """A referral with the names of both; `turn` is None where nothing is open, or one is left in peace."""

    referral: Referral
    name: str
    about: str
    turn: Turn | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralsPage:
    """All of them, the latest first: those where it is the owner's turn, those that wait, and what was.

    `says_what` tells whether the owner's profile says what they do.
    """

    today: date
    says_what: bool
    mine: tuple[ReferralLine, ...]
    theirs: tuple[ReferralLine, ...]
    past: tuple[ReferralLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One thing that is known of somebody, and when it was learned."""

    kind: FactKind
    text: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody of a referral, and how to write to them."""

    person_id: int
    name: str
    handles: tuple[Handle, ...]
    preferences: tuple[Preference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPage:
    """One of them; `person` is to whom or by whom, `about` who was sent, where they are in the book.

    `known` is how to send people to that person, of one given; `balance` what those with them come to.
    """

    today: date
    line: ReferralLine
    person: Party
    about: Party | None
    known: tuple[Known, ...]
    balance: Balance
    unused: frozenset[Channel]


def referrals_page(book: Book) -> ReferralsPage:
    """Read all of them; three statements."""
    found = latest_first(latest_referrals(book))
    lines = _lines(book, found)
    return ReferralsPage(
        today=book.today,
        says_what=DOES in find_settings(book),
        mine=tuple(one for one in lines if one.turn is not None and one.turn.whose is Side.MINE),
        theirs=tuple(one for one in lines if one.turn is not None and one.turn.whose is Side.THEIRS),
        past=tuple(one for one in lines if one.turn is None),
    )


def referrals_between(book: Book, person_id: int) -> tuple[ReferralLine, ...]:
    """Those with one person, the latest first; two statements."""
    return tuple(_lines(book, latest_first(referrals_with(book, person_id))))


def referral_page(book: Book, referral_id: int) -> ReferralPage:
    """Read one of them; a fixed number of statements. Raises Missing."""
    referral = get_referral(book, referral_id)
    (line,) = _lines(book, [referral])
    about_id = referral.about_id
    return ReferralPage(
        today=book.today,
        line=line,
        person=_party(book, referral.person_id, line.name),
        about=None if about_id is None else _party(book, about_id, line.about),
        known=known_of(book, referral.person_id) if referral.is_given else (),
        balance=balance_of(referrals_with(book, referral.person_id)),
        unused=channels_unused(book),
    )


def known_of(book: Book, person_id: int) -> tuple[Known, ...]:
    """What one has to know to send people to somebody; nothing private; one statement."""
    rows = [row for row in facts_of(book, person_id) if not row.sensitive and row.kind in TO_REFER]
    found = (Known(kind=FactKind(row.kind), text=row.text, on=row.learned_on) for row in rows)
    return tuple(sorted(found, key=lambda one: TO_REFER.index(one.kind)))


def _lines(book: Book, found: Sequence[Referral]) -> list[ReferralLine]:
    by_id = _people(book, people_in(found))
    return [_line(book, one, by_id) for one in found]


def _line(book: Book, one: Referral, by_id: dict[int, tuple[str, bool]]) -> ReferralLine:
    name, is_current = by_id[one.person_id]
    about, about_is_current = ("", True) if one.about_id is None else by_id[one.about_id]
    turn = turn_of(one, book.today) if is_current and about_is_current else None
    return ReferralLine(referral=one, name=name, about=about, turn=turn)


def _people(book: Book, ids: Collection[int]) -> dict[int, tuple[str, bool]]:
    """By person their name, and whether they may be written to."""
    found: dict[int, tuple[str, bool]] = {}
    same = and_(people.c.owner_id == wishes.c.owner_id, people.c.person_id == wishes.c.person_id)
    columns = (people.c.person_id, people.c.name, people.c.standing, wishes.c.answer)
    for chunk in chunks(ids):
        named = select(*columns).select_from(people.outerjoin(wishes, same))
        for row in book.rows(named.where(book.owns(people), people.c.person_id.in_(chunk))):
            wish = None if row.answer is None else Wish(row.answer)
            found[row.person_id] = row.name, peace_of(Standing(row.standing), wish) is None
    return found


def _party(book: Book, person_id: int, name: str) -> Party:
    return Party(
        person_id=person_id,
        name=name,
        handles=tuple(handle_of(row) for row in handles_of(book, person_id)),
        preferences=preferences_of(book, person_id),
    )
