"""The brief: one screen before a contact (K2), read whole in a fixed number of statements."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.interactions import MOST_RECIPIENTS
from keepwarm.domain.people import FactKind, Side, Standing
from keepwarm.domain.private_words import sounds_private
from keepwarm.storage.book import Book
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.need_matches import Fit, find_fits
from keepwarm.storage.pages.known import KnownPage, ReasonLine, known_page
from keepwarm.storage.pages.person import FactLine, PersonPage, TimelineLine, person_page, with_them
from keepwarm.storage.pages.person_more import FavourLine, RelationLine
from keepwarm.storage.schema import interactions, needs, participants, people

_MOST_TOGETHER = 3
_NOT_SPOKEN_OF = frozenset({Standing.LEAVE_BE, Standing.DIED})
"""Who is better not begun with, as somebody in common."""

_MAY_GIVE = frozenset({FavourState.IDEA, FavourState.OFFERED, FavourState.WANTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """What somebody is looking for, or can provide, and is not met yet."""

    need_id: int
    kind: NeedKind
    text: str
    noted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherLine:
    """Somebody who was in the same meetings and messages, and in how many."""

    person_id: int
    name: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage:
    """What a brief shows beside what follows from it.

    `last` is the last thing that passed, `about` the last that the owner wrote a word about. `gives` are
    what the owner thought of, offered, or knows to be wanted, `can_help` how the owner could be of value;
    `reasons` are the others to stay in touch. `fits` is who may have what they look for, or needs what they
    can provide. `offers` is what they themself can provide, `unmentioned`
    what is better not touched. Nothing private is in it but on `page`.
    """

    page: PersonPage
    known: KnownPage
    last: TimelineLine | None
    about: TimelineLine | None
    needs: tuple[NeedLine, ...]
    offers: tuple[NeedLine, ...]
    fits: tuple[Fit, ...]
    gives: tuple[FavourLine, ...]
    can_help: tuple[ReasonLine, ...]
    reasons: tuple[ReasonLine, ...]
    unmentioned: tuple[FactLine, ...]
    relations: tuple[RelationLine, ...]
    together: tuple[TogetherLine, ...]


def brief_page(book: Book, person_id: int) -> BriefPage:
    """Read the brief of one person; raises Missing where there is nobody."""
    page = person_page(book, person_id)
    known = known_page(book, page)
    wanted = _needs(book, person_id)
    open_to_all = [one for one in page.facts if not one.sensitive]
    return BriefPage(
        page=page,
        known=known,
        last=next(iter(page.timeline), None),
        about=next((line for line in page.timeline if line.summary and line.source == OWNER_SAID), None),
        needs=tuple(one for one in wanted if one.kind is NeedKind.NEED),
        offers=tuple(one for one in wanted if one.kind is NeedKind.OFFER),
        fits=tuple(_fits(book, person_id)) if wanted else (),
        gives=tuple(one for one in page.more.favours if one.side is Side.MINE and one.state in _MAY_GIVE),
        can_help=tuple(one for one in known.reasons if one.fact.kind is FactKind.CAN_HELP),
        reasons=tuple(one for one in known.reasons if one.fact.kind is not FactKind.CAN_HELP),
        unmentioned=tuple(one for one in open_to_all if one.kind is FactKind.DO_NOT_MENTION),
        relations=tuple(_spoken_of(book, page.more.relations)),
        together=tuple(_together(book, person_id)),
    )


def _fits(book: Book, person_id: int) -> list[Fit]:
    """What others look for or offer that has to do with them; nothing private of the others."""
    found = find_fits(book, person_id)
    others = ((one, one.offer if one.need.person_id == person_id else one.need) for one in found)
    return [one for one, other in others if not sounds_private(other.text)]


def _needs(book: Book, person_id: int) -> list[NeedLine]:
    is_open = (needs.c.person_id == person_id, needs.c.met_on.is_(None))
    found = select(needs).where(book.owns(needs), *is_open)
    return [
        NeedLine(need_id=row.need_id, kind=NeedKind(row.kind), text=row.text, noted_on=row.noted_on)
        for row in book.rows(found.order_by(needs.c.noted_on.desc(), needs.c.need_id))
    ]


def _spoken_of(book: Book, relations: Collection[RelationLine]) -> list[RelationLine]:
    ids = [line.other_id for line in relations]
    found = select(people.c.person_id).where(
        book.owns(people), people.c.person_id.in_(ids), people.c.standing.in_(sorted(_NOT_SPOKEN_OF))
    )
    silent = set(book.connection.scalars(found))
    return [line for line in relations if line.other_id not in silent]


def _together(book: Book, person_id: int) -> list[TogetherLine]:
    """Those with whom they were seen most often of late; what went to many is no meeting of two."""
    times = func.count().label("times")
    joined = participants.join(
        people,
        (people.c.owner_id == participants.c.owner_id) & (people.c.person_id == participants.c.person_id),
    )
    found = (
        select(people.c.person_id, people.c.name, times)
        .select_from(joined)
        .where(
            book.owns(participants),
            participants.c.interaction_id.in_(_their_latest(book, person_id)),
            participants.c.person_id != person_id,
            people.c.standing == Standing.ORDINARY.value,
        )
        .group_by(people.c.person_id, people.c.name)
    )
    strongest = found.order_by(times.desc(), people.c.name, people.c.person_id).limit(_MOST_TOGETHER)
    return [
        TogetherLine(person_id=row.person_id, name=row.name, times=row.times) for row in book.rows(strongest)
    ]


def _their_latest(book: Book, person_id: int) -> list[int]:
    """The latest talks with few people, as many as one statement takes."""
    few = (interactions.c.counts, interactions.c.recipients <= MOST_RECIPIENTS)
    found = with_them(book, select(interactions.c.interaction_id), person_id).where(*few)
    in_order = found.order_by(interactions.c.at.desc(), interactions.c.interaction_id).limit(CHUNK)
    return list(book.connection.scalars(in_order))
