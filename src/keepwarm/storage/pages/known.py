"""What is known of somebody as their page shows it: in its order, with reasons, wish and bearing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from keepwarm.domain.bearings import Bearing, Wished
from keepwarm.domain.brief import Known, waiting_since
from keepwarm.domain.fact_order import LEARNED, WHY, confirming_move
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind
from keepwarm.domain.reasons import Reason
from keepwarm.domain.wishes import is_to_be_asked
from keepwarm.storage.bearings import bearing_of, wishes_of
from keepwarm.storage.book import Book
from keepwarm.storage.pages.person import FactLine, PersonPage
from keepwarm.storage.schema import people


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """Why to stay in touch, and how to find out whether they see it so too."""

    fact: FactLine
    move: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPage:
    """What was learned, by kind and the latest first of each; what is private lies apart from it.

    `wished` is None where they said nothing yet; `ask_wish` says whether to ask, once, what was unclear.
    `waiting` says how long they have been on the list without a word, where that is long.
    """

    groups: tuple[tuple[FactKind, tuple[FactLine, ...]], ...]
    reasons: tuple[ReasonLine, ...]
    private: tuple[FactLine, ...]
    wished: Wished | None
    ask_wish: bool
    bearing: Bearing
    added_on: date
    waiting: Reason | None


def known_page(book: Book, page: PersonPage) -> KnownPage:
    """Read what stands beside the page of a person; three statements."""
    open_to_all = [one for one in page.facts if not one.sensitive]
    wished = wishes_of(book, (page.person_id,)).get(page.person_id)
    added_on, bearing = _added_on(book, page.person_id), bearing_of(book, page.person_id)
    about = Known(
        stage=page.tie.stage,
        added_on=added_on,
        standing=page.person.standing,
        proposed=bearing.proposed,
        wished=wished,
    )
    return KnownPage(
        groups=tuple(_grouped(open_to_all)),
        reasons=tuple(_reasons(open_to_all)),
        private=tuple(one for one in page.facts if one.sensitive),
        wished=wished,
        ask_wish=is_to_be_asked(wished, last_mine_on(page)),
        bearing=bearing,
        added_on=added_on,
        waiting=waiting_since(about, page.today),
    )


def last_mine_on(page: PersonPage) -> date | None:
    """When the owner last spoke or wrote, as far as the page reaches back; None where they did not."""
    spoken = (line.at.date() for line in page.timeline if line.direction is not Direction.IN)
    return next(spoken, None)


def _grouped(lines: Sequence[FactLine]) -> list[tuple[FactKind, tuple[FactLine, ...]]]:
    of_kind = ((kind, tuple(line for line in lines if line.kind is kind)) for kind in LEARNED)
    return [(kind, found) for kind, found in of_kind if found]


def _reasons(lines: Sequence[FactLine]) -> list[ReasonLine]:
    return [
        ReasonLine(fact=line, move=move)
        for kind in WHY
        for line in lines
        if line.kind is kind and (move := confirming_move(kind)) is not None
    ]


def _added_on(book: Book, person_id: int) -> date:
    found = select(people.c.added_at).where(book.owns(people), people.c.person_id == person_id)
    added_at: datetime = book.execute(found).scalar_one()
    return added_at.astimezone(book.zone).date()
