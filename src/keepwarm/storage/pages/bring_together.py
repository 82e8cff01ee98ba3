"""Whom the owner could bring together, and who is left as they are: read in a fixed number of statements.

Of a large book are read: the latest thousand needs and offers, what is known of five hundred people at most
(who has one of these, and the strongest ties), and who knows whom of the hundred and fifty who fit best.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import and_, select

from keepwarm.domain.facts_told import Told
from keepwarm.domain.first_lines import may_be_said
from keepwarm.domain.need_matching import Embed, asked_once
from keepwarm.domain.pairs_to_bring import (
    SAYS_OF_FACT,
    LeftPair,
    Line,
    Pair,
    Says,
    at_one_place,
    few_pairs,
    is_left,
    meets_of,
    ordered_pairs,
)
from keepwarm.domain.replies import reply_probability
from keepwarm.storage.acquaintances import acquaintances_of
from keepwarm.storage.bearings import may_be_proposed
from keepwarm.storage.belongings import rows_by_person
from keepwarm.storage.book import Book
from keepwarm.storage.declined_pairs import DeclinedPair, all_declined_pairs
from keepwarm.storage.facts import told_of
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.need_matches import Standing, read_kept, read_standing
from keepwarm.storage.schema import facts, introduction_parties, people, tie_states
from keepwarm.storage.ties import read_owner_rate, stored_histories

_MOST_TIES = 200
"""Of the strongest ties so many are asked for what they like and want."""

_MOST_NEEDS = 100
"""Of the needs that stand the latest are looked at: three milliseconds each in a large book."""

_MOST_TOLD = 300
"""Of the goals and interests so many are looked at, of the strongest ties first."""

_MOST_CLOSE = 150
"""Of so many people it is looked up whom they know, those first who fit best."""

_MOST_LEFT = 100
"""So many of the pairs that are left are shown, the latest."""

Tags = Mapping[int | None, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftLine:
    """A pair that is left, with the names; `other` is empty for the owner, `about` for anything."""

    declined_pair_id: int
    person_id: int
    other_id: int | None
    name: str
    other: str
    about: str
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BringPage:
    """The few pairs; `lines` is how much there was to look through, `left` are the latest that are left."""

    today: date
    pairs: tuple[Pair, ...]
    lines: int
    left: tuple[LeftLine, ...]


def bring_page(book: Book, embed: Embed | None = None) -> BringPage:
    """Whom to bring together; five statements where nothing is noted, at most twenty."""
    kept, declined = read_kept(book), all_declined_pairs(book)
    lines = _lines(book, read_standing(book), kept.tags)
    meets = meets_of(lines, kept.same, asked_once(embed, (one.text for one in lines)))
    few: list[Pair] = []
    if meets:
        pairs = ordered_pairs(meets, *_reply(book, {one for meet in meets for one in meet.people}))
        few = few_pairs(_unknown(book, pairs, {one.pair for one in declined}))
    return BringPage(
        today=book.today,
        pairs=tuple(few),
        lines=len(lines),
        left=tuple(_left_lines(book, declined[:_MOST_LEFT])),
    )


def _reply(book: Book, person_ids: Collection[int]) -> tuple[dict[int, float], float]:
    """How probably each would answer, and somebody of whom nothing is known."""
    histories, rate = stored_histories(book, person_ids), read_owner_rate(book)
    return {who: reply_probability(history, book.days, rate) for who, history in histories.items()}, rate


def _unknown(book: Book, pairs: list[Pair], left: Collection[LeftPair]) -> list[Pair]:
    """Those who do not know each other, as far as the book tells, and are not left."""
    close: dict[int, None] = {}
    open_pairs: list[Pair] = []
    for pair in pairs:
        if len(close) < _MOST_CLOSE and not _is_left(left, pair):
            close |= dict.fromkeys(pair.best.people)
            open_pairs.append(pair)
    known, places = acquaintances_of(book, close), rows_by_person(book, people, close)
    introduced = _introduced(book, close)
    found = []
    for pair in open_pairs:
        one, other = pair.best.one.person_id, pair.best.other.person_id
        work = [row.organization for who in (one, other) for row in places.get(who, [])]
        if other not in known[one] and other not in introduced.get(one, ()) and not at_one_place(*work):
            found.append(pair)
    return found


def _is_left(left: Collection[LeftPair], pair: Pair) -> bool:
    best = pair.best
    return is_left(left, best.one.person_id, best.other.person_id, best.about)


def _introduced(book: Book, person_ids: Collection[int]) -> dict[int, set[int]]:
    """Who of them were in one introduction already, whatever came of it."""
    of_these = select(introduction_parties.c.introduction_id, introduction_parties.c.person_id).where(
        book.owns(introduction_parties), introduction_parties.c.person_id.in_(sorted(person_ids))
    )
    parties: defaultdict[int, set[int]] = defaultdict(set)
    for row in book.rows(of_these):
        parties[row.introduction_id].add(row.person_id)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for those in parties.values():
        for one in those:
            found[one] |= those - {one}
    return found


def _lines(book: Book, standing: Standing, tags: Tags) -> list[Line]:
    """What may bring two together: nothing sensitive, nor what touches it or is better not mentioned."""
    names = _names(book, standing)
    known = rows_by_person(book, facts, names.keys())
    told = {one: [told_of(row) for row in known.get(one, ())] for one in names}
    found = [*_stated(standing, tags), *islice(_of_facts(names, told), _MOST_TOLD)]
    return [one for one in found if one.person_id in told and may_be_said(one.text, told[one.person_id])]


def _names(book: Book, standing: Standing) -> dict[int, str]:
    """The strongest ties, and who has a need or an offer; five hundred people at most."""
    of_tie = and_(people.c.owner_id == tie_states.c.owner_id, people.c.person_id == tie_states.c.person_id)
    strongest = (
        select(people.c.person_id, people.c.name)
        .join(tie_states, of_tie)
        .where(book.owns(people), book.owns(tie_states), may_be_proposed(book))
        .order_by(tie_states.c.strength.desc())
        .limit(_MOST_TIES)
    )
    found: dict[int | None, str] = {row.person_id: row.name for row in book.rows(strongest)}
    found |= {one.person_id: one.name for one in (*standing.needs[:_MOST_NEEDS], *standing.offers)}
    return {one: name for one, name in list(found.items())[:CHUNK] if one is not None}


def _stated(standing: Standing, tags: Tags) -> Iterator[Line]:
    for one in standing.needs[:_MOST_NEEDS]:
        if one.person_id is not None:
            yield Line(person_id=one.person_id, name=one.name, says=Says.NEED, text=one.text)
    for one in standing.offers:
        if one.person_id is not None:
            theirs = tags.get(one.person_id, frozenset())
            yield Line(person_id=one.person_id, name=one.name, says=Says.OFFER, text=one.text, tags=theirs)


def _of_facts(names: Mapping[int, str], told: Mapping[int, list[Told]]) -> Iterator[Line]:
    for person_id in names:
        for one in told[person_id]:
            says = SAYS_OF_FACT.get(one.kind)
            if says is not None and one.may_be_used:
                yield Line(person_id=person_id, name=names[person_id], says=says, text=one.text)


def _left_lines(book: Book, declined: list[DeclinedPair]) -> Iterator[LeftLine]:
    ids = {one for pair in declined for one in (pair.person_id, pair.other_id) if one is not None}
    held = rows_by_person(book, people, ids)
    names: dict[int | None, str] = {one: rows[0].name for one, rows in held.items()}
    for one in declined:
        if one.person_id == one.other_id:  # two who were found to be one person since
            continue
        yield LeftLine(
            declined_pair_id=one.declined_pair_id,
            person_id=one.person_id,
            other_id=one.other_id,
            name=names.get(one.person_id, ""),
            other=names.get(one.other_id, ""),
            about=one.about,
            said_on=one.said_on,
        )
