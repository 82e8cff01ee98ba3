"""What the book holds of people that a stage or a tie rests on, beside their history."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, Table, select, union_all

from keepwarm.domain.dates import day_number
from keepwarm.domain.details import FavourState
from keepwarm.domain.history import History
from keepwarm.domain.people import REASONS, FactKind, Side
from keepwarm.domain.referrals import COUNTED
from keepwarm.domain.stages import Evidence
from keepwarm.storage.book import Book
from keepwarm.storage.schema import bearings, facts, favours, handles, people, referrals
from keepwarm.storage.ties import chunks

_NOTED = sorted({*REASONS, FactKind.QUESTION})
_DONE = sorted({FavourState.DONE, FavourState.THANKED})
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is of some people, by their ids."""

    noted: dict[int, set[str]] = field(default_factory=dict)
    helped: dict[int, set[str]] = field(default_factory=dict)
    confirmed: dict[int, date] = field(default_factory=dict)
    chosen: dict[int, int] = field(default_factory=dict)
    reachable: set[int] = field(default_factory=set)


def evidence_for(
    book: Book, histories: Mapping[int, History], *, for_stage_alone: bool = False
) -> dict[int, Evidence]:
    """What the stage of each of these people rests on, for the histories given.

    Whether there is a way to reach them says only what is missing, and is left out for the stage alone.
    """
    found = _Found()
    for chunk in chunks(histories):
        _read(book, chunk, found)
        if not for_stage_alone:
            found.reachable.update(book.connection.scalars(_of(book, handles, chunk, "person_id")))
    return {person_id: _evidence(person_id, history, found) for person_id, history in histories.items()}


def _read(book: Book, chunk: Collection[int], found: _Found) -> None:
    noted = _of(book, facts, chunk, "person_id", "kind").where(facts.c.kind.in_(_NOTED))
    for person_id, kind in book.execute(noted):
        found.noted.setdefault(person_id, set()).add(kind)
    done = _of(book, favours, chunk, "person_id", "side").where(favours.c.state.in_(_DONE))
    sent = _of(book, referrals, chunk, "person_id", "side").where(referrals.c.state.in_(sorted(COUNTED)))
    for person_id, side in book.execute(union_all(done, sent)):
        found.helped.setdefault(person_id, set()).add(side)
    said = _of(book, people, chunk, "person_id", "spoken_confirmed_on")
    found.confirmed.update(dict(book.rows(said.where(people.c.spoken_confirmed_on.is_not(None)))))
    chosen = _of(book, bearings, chunk, "person_id", "cadence_days")
    found.chosen.update(dict(book.rows(chosen.where(bearings.c.cadence_days.is_not(None)))))


def _of(book: Book, table: Table, chunk: Collection[int], *names: str) -> Select[tuple[int, ...]]:
    columns = (table.c[name] for name in names)
    return select(*columns).where(book.owns(table), table.c.person_id.in_(chunk))


def _evidence(person_id: int, history: History, found: _Found) -> Evidence:
    noted = found.noted.get(person_id, _NOTHING)
    helped = found.helped.get(person_id, _NOTHING)
    confirmed_on, chosen = found.confirmed.get(person_id), found.chosen.get(person_id)
    return Evidence(
        history=history,
        reachable=person_id in found.reachable,
        reason_noted=not REASONS.isdisjoint(noted),
        question_noted=FactKind.QUESTION in noted,
        voice_confirmed_on=None if confirmed_on is None else day_number(confirmed_on),
        gave=Side.MINE in helped,
        received=Side.THEIRS in helped,
        helped_both_ways=len(helped) == len(Side),
        chosen_cadence_days=None if chosen is None else float(chosen),
    )
