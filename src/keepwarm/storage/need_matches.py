"""Who in the book may have what somebody else in it is looking for: read, and matched by `need_matching`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, and_, select

from keepwarm.domain.candidates import NeedMet
from keepwarm.domain.details import NeedKind
from keepwarm.domain.need_matching import (
    ASKED_SHARE,
    GOOD_SHARE,
    Embed,
    Match,
    Offers,
    Said,
    Same,
    asked_once,
)
from keepwarm.domain.pairs_to_bring import is_left
from keepwarm.domain.policy import AGENDA
from keepwarm.domain.private_words import sounds_private
from keepwarm.domain.replies import reply_probability
from keepwarm.domain.same_words import USUAL_WORDS, same_by_stem
from keepwarm.storage.bearings import may_be_proposed
from keepwarm.storage.book import Book
from keepwarm.storage.declined_pairs import left_pairs
from keepwarm.storage.owner_settings import DOES, NEED_WORDS, find_settings
from keepwarm.storage.schema import needs, people, tags
from keepwarm.storage.ties import read_owner_rate, stored_histories

MOST_FOR_A_NEED = 3
"""So many offers are shown beside a need: as many as somebody looks at."""

_MOST_LINES = 1_000
"""Of needs and offers that stand, the latest are looked at: two a week for ten years."""

_MOST_ASKED_FOR = 30
"""So many offers are looked at for what the owner looks for, before how probably each answers."""


_MOST_FRESH = 50
"""Of the needs of two weeks the latest are looked at for Today: three milliseconds each in a large book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A need or an offer of somebody's; of the owner's own profile the ids and `on` are None."""

    need_id: int | None
    person_id: int | None
    name: str
    text: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A need and an offer that may meet it; `reply` is how probably who has the offer would answer."""

    need: Stated
    offer: Stated
    match: Match
    reply: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that stands of people who may be proposed, the latest first."""

    needs: tuple[Stated, ...]
    offers: tuple[Stated, ...]


def find_fits(book: Book, person_id: int | None = None, embed: Embed | None = None) -> list[Fit]:
    """For each need that stands who may meet it, the latest need first; of one person those on both sides.

    Of a need at most three, by how well they fit and how probably they answer; none that the owner left. One
    statement where there is nothing to match, else six. `embed` is described at `need_matching.Embed`.
    """
    standing = read_standing(book)
    said = [*standing.needs, *standing.offers] if person_id is not None else standing.needs
    if not any(person_id in (None, one.person_id) for one in said):
        return []
    kept = read_kept(book)
    wanted, offered = list(standing.needs), [*standing.offers, *kept.own]
    meant = asked_once(embed, (one.text for one in (*wanted, *offered)))
    if person_id is not None:
        theirs = [one for one in standing.offers if one.person_id == person_id]
        near = {fit.need for fit in _fits(standing.needs, theirs, kept, meant)}
        wanted = [one for one in standing.needs if one.person_id == person_id or one in near]
    found = _not_left(book, _fits(wanted, offered, kept, meant))
    if person_id is not None:
        found = [one for one in found if person_id in (one.need.person_id, one.offer.person_id)]
    return _by_reply(book, found)


def find_offers(book: Book, wanted: str, embed: Embed | None = None, most: int = 10) -> list[Fit]:
    """Who may have what the owner looks for, in the order of `find_fits`; each person with their best offer.

    One statement where nobody offers anything, else six.
    """
    offers = read_standing(book).offers
    if not offers or not wanted.strip():
        return []
    need = Stated(need_id=None, person_id=None, name="", text=wanted, on=None)
    meant = asked_once(embed, (wanted, *(one.text for one in offers)))
    near = _fits([need], offers, read_kept(book), meant, least=ASKED_SHARE)
    found = _by_reply(book, _not_left(book, near, most=_MOST_ASKED_FOR))
    best: dict[int | None, Fit] = {}
    for fit in found:
        best.setdefault(fit.offer.person_id, fit)
    return list(best.values())[:most]


def need_news(book: Book) -> dict[int, NeedMet]:
    """By person, the need of theirs that can be met since lately, or the one that they may meet.

    Whose line stood there first gets the news, for the other was just spoken to; of what is private nobody
    but who needs it; nothing of what the owner left. One statement where nothing was noted lately, three
    where nothing of it meets, else four.
    """
    standing, since = read_standing(book), book.today - timedelta(days=AGENDA.need_days)
    fresh_needs = [one for one in standing.needs if _is_since(one, since)][:_MOST_FRESH]
    old_needs = [one for one in standing.needs if not _is_since(one, since)]
    fresh_offers = [one for one in standing.offers if _is_since(one, since)]
    if not fresh_needs and not (old_needs and fresh_offers):
        return {}
    kept = read_kept(book)
    near = [
        *_fits(fresh_needs, [*standing.offers, *kept.own], kept),
        *_fits(old_needs, fresh_offers, kept),
    ]
    found: dict[int, NeedMet] = {}
    for fit in sorted(_not_left(book, near), key=lambda one: -one.match.share):
        found.setdefault(*_news(fit))
    return found


def _is_since(one: Stated, since: date) -> bool:
    return one.on is not None and one.on >= since


def _news(fit: Fit) -> tuple[int, NeedMet]:
    need, offer = fit.need, fit.offer
    if need.person_id is None or need.on is None:
        raise AssertionError("every need is of a person of the book, of a day")
    if offer.on is None:
        on, stood_first = need.on, False
    else:
        on, stood_first = max(need.on, offer.on), offer.on < need.on
    if stood_first and offer.person_id is not None and not sounds_private(need.text):
        news = NeedMet(need=need.text, offer=offer.text, other=need.name, on=on, is_theirs=False)
        return offer.person_id, news
    return need.person_id, NeedMet(need=need.text, offer=offer.text, other=offer.name, on=on, is_theirs=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What else there is to match by: the owner's own offers and words, and the tags of those who offer."""

    own: tuple[Stated, ...]
    same: Same
    tags: Mapping[int | None, frozenset[str]]


def read_kept(book: Book) -> Kept:
    """What else there is; two statements."""
    said = find_settings(book)
    lines = filter(None, map(str.strip, said.get(DOES, "").splitlines()))
    return Kept(
        own=tuple(Stated(need_id=None, person_id=None, name="", text=line, on=None) for line in lines),
        same=same_by_stem(said.get(NEED_WORDS, USUAL_WORDS)),
        tags=tags_of_offering(book),
    )


def _fits(
    wanted: Iterable[Stated],
    offers: Sequence[Stated],
    kept: Kept,
    embed: Embed | None = None,
    *,
    least: float = GOOD_SHARE,
) -> Iterator[Fit]:
    """Of each need what others offer that speaks of enough of it, the best first."""
    said = [
        Said(key=place, text=one.text, tags=kept.tags.get(one.person_id, frozenset()))
        for place, one in enumerate(offers)
    ]
    ready = Offers(said, kept.same, embed)
    for need in wanted:
        good = (one for one in ready.matches(need.text) if one.share >= least)
        for match in good:
            if offers[match.key].person_id != need.person_id:
                yield Fit(need=need, offer=offers[match.key], match=match)


def _not_left(book: Book, found: Iterable[Fit], most: int = MOST_FOR_A_NEED) -> list[Fit]:
    """The first so many of each need, without those that the owner does not want brought together."""
    fits = list(found)
    left = left_pairs(book) if fits else frozenset()
    kept: list[Fit] = []
    of_need: dict[Stated, int] = {}
    for fit in fits:
        of_this = of_need.get(fit.need, 0)
        if of_this < most and not is_left(left, fit.need.person_id, fit.offer.person_id, fit.need.text):
            of_need[fit.need] = of_this + 1
            kept.append(fit)
    return kept


def _by_reply(book: Book, fits: list[Fit]) -> list[Fit]:
    """With how probably each would answer; of one need, the best of fit and answer first."""
    if not fits:
        return []
    ids = {one.offer.person_id for one in fits if one.offer.person_id is not None}
    histories, rate = stored_histories(book, ids), read_owner_rate(book)
    reply = {who: reply_probability(history, book.days, rate) for who, history in histories.items()}
    known = [
        one if one.offer.person_id is None else replace(one, reply=reply.get(one.offer.person_id, rate))
        for one in fits
    ]
    first = {need: place for place, need in enumerate(dict.fromkeys(one.need for one in fits))}
    return sorted(known, key=lambda one: (first[one.need], -one.match.share * one.reply))


def read_standing(book: Book) -> Standing:
    """The latest needs and offers that stand; one statement."""
    of_person = and_(people.c.owner_id == needs.c.owner_id, people.c.person_id == needs.c.person_id)
    found = (
        select(
            needs.c.person_id, people.c.name, needs.c.kind, needs.c.text, needs.c.noted_on, needs.c.need_id
        )
        .join(people, of_person)
        .where(book.owns(needs), book.owns(people), may_be_proposed(book))
        .where(needs.c.kind.in_([kind.value for kind in NeedKind]), needs.c.met_on.is_(None))
        .where(needs.c.noted_on <= book.today)
        .order_by(needs.c.noted_on.desc())
        .limit(_MOST_LINES)
    )
    rows = sorted(book.rows(found), key=lambda row: (-row.noted_on.toordinal(), row.need_id))
    return Standing(
        needs=tuple(_stated(row) for row in rows if row.kind == NeedKind.NEED.value),
        offers=tuple(_stated(row) for row in rows if row.kind == NeedKind.OFFER.value),
    )


def _stated(row: Row[Any]) -> Stated:
    return Stated(need_id=row.need_id, person_id=row.person_id, name=row.name, text=row.text, on=row.noted_on)


def tags_of_offering(book: Book) -> dict[int | None, frozenset[str]]:
    """The tags of those who offer something."""
    is_open = (needs.c.kind == NeedKind.OFFER.value, needs.c.met_on.is_(None))
    offering = select(needs.c.person_id).where(book.owns(needs), *is_open)
    held = select(tags.c.person_id, tags.c.tag).where(book.owns(tags), tags.c.person_id.in_(offering))
    found: dict[int | None, set[str]] = {}
    for row in book.rows(held):
        found.setdefault(row.person_id, set()).add(row.tag)
    return {person_id: frozenset(theirs) for person_id, theirs in found.items()}
