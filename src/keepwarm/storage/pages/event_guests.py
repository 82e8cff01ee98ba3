"""Who will be at an event, as its page shows them: what is known of each, and what is planned."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, select

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.event_pairs import Host
from keepwarm.domain.events import Attendee
from keepwarm.domain.facts_told import Told
from keepwarm.domain.first_lines import may_be_said
from keepwarm.domain.ids import Pair, pair_of
from keepwarm.domain.meeting import AttendeeState
from keepwarm.domain.people import REASONS, FactKind, Side, Standing
from keepwarm.domain.reasons import Reason
from keepwarm.storage.belongings import rows_by_person
from keepwarm.storage.book import Book
from keepwarm.storage.circles import circles_of
from keepwarm.storage.facts import told_of
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.openings import openings_for
from keepwarm.storage.people import search_name
from keepwarm.storage.schema import facts, favours, needs, people, people_search, relations, tie_states

_MOST_FACTS = 3
_FADING = frozenset({Rhythm.SLIPPING.value, Rhythm.AT_RISK.value, Rhythm.DORMANT.value})
_CHANGEABLE = frozenset({FavourState.IDEA.value, FavourState.OFFERED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestOfBook:
    """What the book knows of somebody who will be there, for the plan.

    `learned` are the last things that they told; `reason`, `offer` and `problem` what the plan begins with:
    a reason that the owner noted, what the owner thought of giving, what they look for. `question` is the
    best opening.
    """

    person_id: int
    name: str
    organization: str
    is_ordinary: bool
    is_fading: bool
    learned: tuple[str, ...] = ()
    reason: str = ""
    offer: str = ""
    problem: str = ""
    question: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """Somebody of the book who is called as somebody of the list."""

    person_id: int
    name: str
    organization: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLine:
    """A row of the event's list, with who of the book it is; else `namesakes` of the book, who it may be."""

    attendee_id: int
    attendee: Attendee
    known: GuestOfBook | None = None
    asks_again: bool = False
    namesakes: tuple[Namesake, ...] = ()

    @property
    def is_planned(self) -> bool:
        """Whether the owner wants to meet them there."""
        return self.attendee.state is AttendeeState.PLANNED


def lines_of(
    found: Mapping[int, Attendee],
    known: Mapping[int, GuestOfBook],
    left: Collection[int],
    namesakes: Mapping[str, Sequence[Namesake]],
) -> tuple[GuestLine, ...]:
    """The rows of a list, whom the owner plans to meet first, then who is in the book, then by name.

    `left` are those who were left at that after a first meeting, and of whom it is asked once more.
    """
    lines = [
        GuestLine(
            attendee_id=attendee_id,
            attendee=one,
            known=known.get(one.person_id or 0),
            asks_again=one.person_id in left and one.state is AttendeeState.LISTED,
            namesakes=() if one.person_id else tuple(namesakes.get(search_name(one.name), ())),
        )
        for attendee_id, one in found.items()
    ]
    return tuple(sorted(lines, key=lambda one: (not one.is_planned, one.known is None)))


def namesakes_of(book: Book, listed: Iterable[Attendee]) -> dict[str, list[Namesake]]:
    """By the names that nobody of the book stands behind yet, who bears them; a statement for each 500."""
    names = sorted({search_name(one.name) for one in listed if one.person_id is None} - {""})
    of_person = (people.c.owner_id == people_search.c.owner_id) & (
        people.c.person_id == people_search.c.person_id
    )
    columns = (
        people_search.c.name.label("searched"),
        people.c.person_id,
        people.c.name,
        people.c.organization,
    )
    found: dict[str, list[Namesake]] = {}
    for start in range(0, len(names), CHUNK):
        called = select(*columns).join(people_search, of_person)
        asked = called.where(book.owns(people), people_search.c.name.in_(names[start : start + CHUNK]))
        for row in book.rows(asked.order_by(people.c.person_id)):
            one = Namesake(person_id=row.person_id, name=row.name, organization=row.organization)
            found.setdefault(row.searched, []).append(one)
    return {name: ones[:_MOST_FACTS] for name, ones in found.items()}


def guests_of_book(book: Book, person_ids: Collection[int]) -> dict[int, GuestOfBook]:
    """What is known of some people; so many statements for each five hundred."""
    rows = _people(book, person_ids)
    ties = rows_by_person(book, tie_states, person_ids)
    of_table = {table: rows_by_person(book, table, person_ids) for table in (facts, needs, favours)}
    questions = openings_for(book, person_ids)
    found: dict[int, GuestOfBook] = {}
    for person_id, row in rows.items():
        own = {table: lines[person_id] for table, lines in of_table.items()}
        guest = GuestOfBook(
            person_id=person_id,
            name=row.name,
            organization=row.organization,
            is_ordinary=row.standing == Standing.ORDINARY,
            is_fading=any(tie.rhythm in _FADING for tie in ties[person_id]),
            question=questions.get(person_id),
        )
        found[person_id] = replace(guest, **_planned(own[facts], own[needs], own[favours]))
    return found


def _people(book: Book, person_ids: Collection[int]) -> dict[int, Row[Any]]:
    return {one: rows[0] for one, rows in rows_by_person(book, people, person_ids).items() if rows}


def _planned(told: list[Row[Any]], looked: list[Row[Any]], lines: list[Row[Any]]) -> dict[str, Any]:
    """With what the plan begins."""
    latest = sorted(told, key=lambda row: (row.learned_on, row.fact_id), reverse=True)
    all_told = [told_of(row) for row in told]
    sayable = [row.text for row in latest if _light(told_of(row)) and may_be_said(row.text, all_told)]
    mine = [row.text for row in lines if row.side == Side.MINE and row.state in _CHANGEABLE]
    return {
        "learned": tuple(sayable[:_MOST_FACTS]),
        "reason": next((row.text for row in latest if row.kind in REASONS), ""),
        "offer": mine[0] if mine else "",
        "problem": next(iter(_open_needs(looked, NeedKind.NEED, all_told)), ""),
    }


def _light(told: Told) -> bool:
    """Whether something told may stand among others: what is of their family is asked about, not shown."""
    return told.may_be_used and told.kind is not FactKind.FAMILY


def _open_needs(rows: list[Row[Any]], kind: NeedKind, told: list[Told]) -> list[str]:
    stand = [row for row in rows if row.kind == kind and row.met_on is None and row.source == OWNER_SAID]
    latest = sorted(stand, key=lambda row: (row.noted_on, row.need_id), reverse=True)
    return [row.text for row in latest if may_be_said(row.text, told)]


def hosts_of(book: Book, known: Mapping[int, GuestOfBook]) -> list[Host]:
    """What those look for, provide and told who may be introduced to each other; two statements for each 500.

    Who is let be, or is known only as somebody's relation, is introduced to nobody.
    """
    ids = [one.person_id for one in known.values() if one.is_ordinary]
    told, looked = rows_by_person(book, facts, ids), rows_by_person(book, needs, ids)
    hosts = []
    for person_id in ids:
        said = tuple(told_of(row) for row in told[person_id])
        hosts.append(
            Host(
                person_id=person_id,
                name=known[person_id].name,
                needs=tuple(_open_needs(looked[person_id], NeedKind.NEED, list(said))),
                offers=tuple(_open_needs(looked[person_id], NeedKind.OFFER, list(said))),
                told=said,
            )
        )
    return hosts


def acquainted(book: Book, person_ids: Collection[int]) -> set[Pair]:
    """Who of some people know each other: by a relation, or from a group that both belong to."""
    wanted = frozenset(person_ids)
    pairs = {
        pair_of(row.person_id, row.other_id)
        for rows in rows_by_person(book, relations, wanted).values()
        for row in rows
        if row.other_id in wanted
    }
    for members in circles_of(book, wanted).values():
        pairs |= {pair_of(one, other) for one in members for other in members if one < other}
    return pairs
