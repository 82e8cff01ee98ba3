"""Whoever may be on a day's list, as the agenda looks at them: found by index, read in few statements."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import Any

from sqlalchemy import Row, Select, Table, or_, select, union_all

from keepwarm.domain.bearings import CLOSE, NO_BEARING, Bearing
from keepwarm.domain.candidates import Candidate, Introducing, Kind, NeedMet, NextStep, Promise, Thanks
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate, day_number
from keepwarm.domain.details import FavourState, Occasion
from keepwarm.domain.people import Handle, Side, Standing, reachable_by
from keepwarm.domain.policy import AGENDA
from keepwarm.domain.referrals import Referral
from keepwarm.domain.stages import Evidence, Stage
from keepwarm.domain.tie_state import Tie, tie_of
from keepwarm.domain.wishes import ends_proposals
from keepwarm.storage.bearings import bearings_of, wishes_of
from keepwarm.storage.belongings import rows_by_person
from keepwarm.storage.book import Book
from keepwarm.storage.circumstances import circumstances_of
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.favours import select_thanks_due
from keepwarm.storage.follow_ups import follow_ups_of, select_follow_ups
from keepwarm.storage.handles import handle_of
from keepwarm.storage.introductions import introducing_until
from keepwarm.storage.need_matches import need_news
from keepwarm.storage.pages.person import preference_of
from keepwarm.storage.referrals import select_referral_thanks, thanks_for_referrals
from keepwarm.storage.schema import (
    bearings,
    favours,
    handles,
    next_steps,
    occasions,
    people,
    preferences,
    promises,
    tie_states,
)
from keepwarm.storage.ties import chunks, is_stale, read_calibrations, read_owner_rate, stored_histories

_TIMES_CAPACITY = 4
"""Of those whom time alone pulls, so many times a day's capacity are looked at closely, of each kind."""

_STEP_WITHOUT_A_DAY = timedelta(days=7)
"""A next step that names no day is meant for the week after it was placed."""

_UNSPOKEN = (Stage.LISTED.value, Stage.RESEARCHED.value)

Held = dict[int, tuple[Candidate, tuple[Handle, ...]]]
"""By person, what the agenda looks at, and all their handles in order."""


def candidates_until(book: Book, last: date, capacity: int) -> Held:
    """Everybody who may matter on a day from the book's own until `last`.

    `capacity` is how many people a day's list holds. So many statements for each five hundred of them, who
    are a few of many thousands.
    """
    days = (last - book.today).days + 1
    most = capacity * _TIMES_CAPACITY * days
    pulls = [_pulled(book, kind, most) for kind in (Kind.FADING, Kind.NEVER_SPOKEN, Kind.DORMANT)]
    limited = (*pulls, _silent(book, most), _chosen(book, most))
    # Not a union: SQLite would read whole tables in the order of people to leave out who comes twice.
    found = union_all(
        _open(book, promises).where(promises.c.due_on <= last),
        _open(book, next_steps).where(or_(next_steps.c.due_on <= last, next_steps.c.due_on.is_(None))),
        _named(book, people, last),
        _named(book, occasions, last),
        select_thanks_due(book, last),
        select_referral_thanks(book, last),
        select_follow_ups(book),
        select(tie_states.c.person_id).where(book.owns(tie_states), is_stale(book)),
        *(select(part.subquery().c.person_id) for part in limited),
    )
    news, introducing = need_news(book), introducing_until(book, last)
    ids = {*news, *introducing, *(person_id for (person_id,) in book.execute(found))}
    return _read(book, ids, news, introducing)


def _open(book: Book, table: Table) -> Select[Any]:
    return select(table.c.person_id).where(book.owns(table), table.c.done_on.is_(None))


def _named(book: Book, table: Table, last: date) -> Select[Any]:
    """Whose birthday, or other date that matters, is named by then."""
    return select(table.c.person_id).where(book.owns(table), table.c.month_day.in_(_near(book.today, last)))


def _near(first: date, last: date) -> list[str]:
    """The days of the year on which a date is named; a wider net than the domain's own answer."""
    ahead = (last - first).days + AGENDA.date_days + 2
    near = [first + timedelta(days=days) for days in range(ahead)]
    named = [f"{on.month:02d}-{on.day:02d}" for on in near]
    return [*named, "02-29"] if "02-28" in named else named


def _silent(book: Book, most: int) -> Select[Any]:
    """Those who have not answered for longer than is usual with them, and not for so long that it is over."""
    since = book.today - timedelta(days=ceil(AGENDA.silence_days))
    days = tie_states.c.silent_from_on.between(since, book.calendar_day)
    silent = select(tie_states.c.person_id).where(book.owns(tie_states), days)
    return silent.order_by(tie_states.c.strength.desc(), tie_states.c.person_id).limit(most)


def _chosen(book: Book, most: int) -> Select[Any]:
    """Those to whom the owner wants to be close, and has never spoken."""
    theirs = (tie_states.c.owner_id == bearings.c.owner_id) & (tie_states.c.person_id == bearings.c.person_id)
    found = select(bearings.c.person_id).join(tie_states, theirs)
    is_it = (bearings.c.closeness == CLOSE, tie_states.c.stage.in_(_UNSPOKEN))
    return found.where(book.owns(bearings), *is_it).order_by(bearings.c.person_id).limit(most)


def _pulled(book: Book, kind: Kind, most: int) -> Select[Any]:
    """Those whom the tie itself brings onto the list, the strongest pull first; equals take turns by day."""
    of_kind = select(tie_states.c.person_id).where(book.owns(tie_states), tie_states.c.pull_kind == int(kind))
    turn = tie_states.c.person_id % day_number(book.today)
    return of_kind.order_by(tie_states.c.pull.desc(), turn, tie_states.c.person_id).limit(most)


def candidates_of(book: Book, person_ids: Collection[int]) -> Held:
    """The same of some people; who is not ordinary is left out."""
    return _read(book, set(person_ids), need_news(book), introducing_until(book, book.today))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """What the owner decided of some people, and what these wish."""

    bearings: dict[int, Bearing]
    no: frozenset[int]


def _read(
    book: Book,
    ids: set[int],
    news: Mapping[int, NeedMet],
    introducing: Mapping[int, tuple[Introducing, ...]],
) -> Held:
    kept, rate = read_calibrations(book), read_owner_rate(book)
    histories = stored_histories(book, ids)
    evidence = evidence_for(book, histories)
    theirs = (row for rows in rows_by_person(book, people, ids).values() for row in rows)
    rows = {row.person_id: row for row in theirs if row.standing == Standing.ORDINARY.value}
    of_table = {
        table: rows_by_person(book, table, ids)
        for table in (handles, preferences, promises, next_steps, favours, occasions)
    }
    chosen = _choices(book, ids)
    zones = {person_id: chosen.bearings.get(person_id, NO_BEARING).time_zone for person_id in rows}
    around, met = circumstances_of(book, histories, zones), follow_ups_of(book, rows)
    sent = thanks_for_referrals(book, rows)
    found: Held = {}
    for person_id, row in rows.items():
        own = {table: lines[person_id] for table, lines in of_table.items()}
        tie = tie_of(evidence[person_id], book.days, kept, rate)
        candidate, held = _candidate(row, evidence[person_id], tie, own, chosen)
        candidate = replace(
            candidate,
            circumstances=around[person_id],
            met=met.get(person_id, ()),
            need_met=news.get(person_id),
            introducing=introducing.get(person_id, ()),
            thanks=(*candidate.thanks, *map(_thanks_for_sending, sent.get(person_id, ()))),
        )
        found[person_id] = candidate, held
    return found


def _choices(book: Book, ids: Collection[int]) -> _Chosen:
    found: dict[int, Bearing] = {}
    no: set[int] = set()
    for chunk in chunks(ids):
        found |= bearings_of(book, chunk)
        no.update(who for who, wished in wishes_of(book, chunk).items() if ends_proposals(wished))
    return _Chosen(bearings=found, no=frozenset(no))


def _candidate(
    row: Row[Any],
    evidence: Evidence,
    tie: Tie,
    own: dict[Table, list[Row[Any]]],
    chosen: _Chosen,
) -> tuple[Candidate, tuple[Handle, ...]]:
    held = tuple(handle_of(one) for one in sorted(own[handles], key=lambda one: one.position))
    bearing = chosen.bearings.get(row.person_id, NO_BEARING)
    candidate = Candidate(
        person_id=row.person_id,
        name=row.name,
        organization=row.organization,
        standing=Standing(row.standing),
        wish_no=row.person_id in chosen.no,
        proposed=bearing.proposed,
        not_before=bearing.not_before,
        closeness=bearing.closeness,
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
        promises=tuple(_promise(one) for one in own[promises] if one.done_on is None),
        next_steps=tuple(_step(one) for one in own[next_steps] if one.done_on is None),
        thanks=tuple(_thanks_of(one) for one in own[favours] if _is_unthanked(one)),
        birthday=None if row.birthday is None else PartialDate.parse(row.birthday),
        occasions=tuple(Occasion(label=one.label, on=PartialDate.parse(one.day)) for one in own[occasions]),
        reason_and_question_noted=evidence.reason_noted and evidence.question_noted,
        preferences=tuple(preference_of(one) for one in own[preferences]),
        reachable=reachable_by(handle.kind for handle in held),
    )
    return candidate, held


def _promise(row: Row[Any]) -> Promise:
    return Promise(side=Side(row.side), text=row.text, due=row.due_on)


def _step(row: Row[Any]) -> NextStep:
    on = row.due_on or row.placed_on + _STEP_WITHOUT_A_DAY
    return NextStep(on=on, text=row.text, channel=None if row.channel is None else Channel(row.channel))


def _is_unthanked(row: Row[Any]) -> bool:
    """Only what was noted as done here: what a file brought of old debts asks for nothing."""
    return (row.side, row.state) == (Side.THEIRS, FavourState.DONE) and row.changed_on is not None


def _thanks_of(row: Row[Any]) -> Thanks:
    return Thanks(text=row.text, on=row.changed_on)


def _thanks_for_sending(one: Referral) -> Thanks:
    return Thanks(text=one.text, on=one.changed_on, referral=True)
