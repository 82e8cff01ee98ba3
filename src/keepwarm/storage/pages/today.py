"""Today: whom to talk to, why, and by which channel; and the headline above it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Any

from sqlalchemy import Row, Select, Table, or_, select, union

from keepwarm.domain.agenda import Proposal, todays_list
from keepwarm.domain.candidates import Candidate, Kind, NextStep, Promise
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate, day_number
from keepwarm.domain.people import Handle, Preference, Side, Standing, reachable_by
from keepwarm.domain.policy import AGENDA
from keepwarm.domain.stages import Evidence
from keepwarm.domain.tie_state import Tie, tie_of
from keepwarm.storage.book import Book
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.handles import handle_of
from keepwarm.storage.pages.correspondents import count_conversing
from keepwarm.storage.pages.headline import Headline, headline
from keepwarm.storage.pages.people import PersonLine, strongest_unasked
from keepwarm.storage.pages.person import preference_of
from keepwarm.storage.schema import handles, next_steps, people, preferences, promises, tie_states
from keepwarm.storage.ties import (
    chunks,
    is_stale,
    read_calibrations,
    read_owner_rate,
    stored_histories,
)

_TIMES_CAPACITY = 4
"""Of those whom time alone pulls, so many times the day's capacity are looked at closely, of each kind."""

_STEP_WITHOUT_A_DAY = timedelta(days=7)
"""A next step that names no day is meant for the week after it was placed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """One person on the list; `handles` are those that serve the advised channel."""

    proposal: Proposal
    name: str
    organization: str
    handles: tuple[Handle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """The day's list and the headline; `unasked` are the strong ties to ask "spoken lately?" about.

    `correspondents` says with how many people there were conversations who are not in the book.
    """

    today: date
    headline: Headline
    lines: tuple[TodayLine, ...]
    unasked: tuple[PersonLine, ...]
    correspondents: int

    @property
    def spoken_to_ask(self) -> int:
        """Of how many strong ties to ask."""
        return len(self.unasked)


def today_page(book: Book) -> TodayPage:
    """Make the list of the book's day, within the owner's capacity."""
    ids = _candidate_ids(book)
    found = _candidates(book, ids)
    chosen = todays_list([one for one, _ in found.values()], book.today, book.days, book.owner.capacity)
    lines = []
    for proposal in chosen:
        candidate, held = found[proposal.person_id]
        serving = tuple(handle for handle in held if proposal.channel in handle.kind.channels)
        lines.append(
            TodayLine(
                proposal=proposal,
                name=candidate.name,
                organization=candidate.organization,
                handles=serving,
            )
        )
    return TodayPage(
        today=book.today,
        headline=headline(book),
        lines=tuple(lines),
        unasked=tuple(strongest_unasked(book)),
        correspondents=count_conversing(book),
    )


def _candidate_ids(book: Book) -> set[int]:
    """Everybody who may matter today, found by index: a few of many thousands."""
    day = book.today
    pulls = [_silent(book), *(_pulled(book, kind) for kind in (Kind.FADING, Kind.NEVER_SPOKEN, Kind.DORMANT))]
    found = union(
        _open(book, promises).where(promises.c.due_on <= day),
        _open(book, next_steps).where(or_(next_steps.c.due_on <= day, next_steps.c.due_on.is_(None))),
        select(people.c.person_id).where(book.owns(people), people.c.month_day.in_(_near(day))),
        select(tie_states.c.person_id).where(book.owns(tie_states), is_stale(book)),
        *(select(pulled.subquery().c.person_id) for pulled in pulls),
    )
    return {person_id for (person_id,) in book.execute(found)}


def _open(book: Book, table: Table) -> Select[Any]:
    return select(table.c.person_id).where(book.owns(table), table.c.done_on.is_(None))


def _silent(book: Book) -> Select[Any]:
    """Those who have not answered for longer than is usual with them, and not for so long that it is over."""
    since = book.today - timedelta(days=ceil(AGENDA.silence_days))
    days = tie_states.c.silent_from_on.between(since, book.calendar_day)
    silent = select(tie_states.c.person_id).where(book.owns(tie_states), days)
    in_order = silent.order_by(tie_states.c.strength.desc(), tie_states.c.person_id)
    return in_order.limit(book.owner.capacity * _TIMES_CAPACITY)


def _pulled(book: Book, kind: Kind) -> Select[Any]:
    """Those whom the tie itself brings onto the list, the strongest pull first; equals take turns by day."""
    of_kind = select(tie_states.c.person_id).where(book.owns(tie_states), tie_states.c.pull_kind == int(kind))
    turn = tie_states.c.person_id % day_number(book.today)
    in_order = of_kind.order_by(tie_states.c.pull.desc(), turn, tie_states.c.person_id)
    return in_order.limit(book.owner.capacity * _TIMES_CAPACITY)


def _near(day: date) -> list[str]:
    """The days of the year on which a birthday is named; a wider net than the domain's own answer."""
    near = [day + timedelta(days=ahead) for ahead in range(AGENDA.date_days + 2)]
    named = [f"{on.month:02d}-{on.day:02d}" for on in near]
    return [*named, "02-29"] if "02-28" in named else named


def _candidates(book: Book, ids: set[int]) -> dict[int, tuple[Candidate, tuple[Handle, ...]]]:
    """What the agenda looks at, for these people; ten statements for each five hundred of them."""
    kept, rate = read_calibrations(book), read_owner_rate(book)
    evidence = evidence_for(book, stored_histories(book, ids))
    rows = {row.person_id: row for row in _rows(book, people, ids) if row.standing == Standing.ORDINARY.value}
    held = _by_person(_rows(book, handles, ids))
    said = _by_person(_rows(book, preferences, ids))
    promised = _by_person(row for row in _rows(book, promises, ids) if row.done_on is None)
    placed = _by_person(row for row in _rows(book, next_steps, ids) if row.done_on is None)
    found: dict[int, tuple[Candidate, tuple[Handle, ...]]] = {}
    for person_id, row in rows.items():
        own = tuple(handle_of(one) for one in sorted(held[person_id], key=lambda one: one.position))
        candidate = _candidate(
            row,
            evidence[person_id],
            tie_of(evidence[person_id], book.days, kept, rate),
            book.days,
            reachable=reachable_by(handle.kind for handle in own),
            said=tuple(preference_of(one) for one in said[person_id]),
            promised=tuple(_promise(one) for one in promised[person_id]),
            placed=tuple(_step(one) for one in placed[person_id]),
        )
        found[person_id] = (candidate, own)
    return found


def _rows(book: Book, table: Table, ids: set[int]) -> list[Row[Any]]:
    return [
        row
        for chunk in chunks(ids)
        for row in book.rows(select(table).where(book.owns(table), table.c.person_id.in_(chunk)))
    ]


def _by_person(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    grouped: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        grouped[row.person_id].append(row)
    return grouped


def _candidate(
    row: Row[Any],
    evidence: Evidence,
    tie: Tie,
    now: float,
    *,
    reachable: tuple[Channel, ...],
    said: tuple[Preference, ...],
    promised: tuple[Promise, ...],
    placed: tuple[NextStep, ...],
) -> Candidate:
    incoming = [
        str(event.channel) for event in evidence.history.before(now).events if event.direction == "in"
    ]
    return Candidate(
        person_id=row.person_id,
        name=row.name,
        organization=row.organization,
        standing=Standing(row.standing),
        p_30=tie.p_30,
        reply=tie.reply,
        rhythm=tie.rhythm,
        stage=tie.stage,
        last_on=tie.last_on,
        due_50=tie.due_50,
        contact_days=tie.contact_days,
        conversation_days=tie.conversation_days,
        waiting=tie.waiting,
        usual_answer_days=tie.usual_answer_days,
        promises=promised,
        next_steps=placed,
        birthday=None if row.birthday is None else PartialDate.parse(row.birthday),
        reason_and_question_noted=evidence.reason_noted and evidence.question_noted,
        preferences=said,
        last_in_channel=Channel(incoming[-1]) if incoming else None,
        reachable=reachable,
    )


def _promise(row: Row[Any]) -> Promise:
    return Promise(side=Side(row.side), text=row.text, due=row.due_on)


def _step(row: Row[Any]) -> NextStep:
    on = row.due_on or row.placed_on + _STEP_WITHOUT_A_DAY
    return NextStep(on=on, text=row.text, channel=None if row.channel is None else Channel(row.channel))
