"""What is stored of a tie after any write is what would be made from nothing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from keepwarm.domain.arrivals import AddInteraction, AddPerson
from keepwarm.domain.calibration import fit_all
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import day_number
from keepwarm.domain.errors import Problem
from keepwarm.domain.history import History
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.people import FactKind, Person, Standing
from keepwarm.domain.replies import owner_rate
from keepwarm.domain.stages import Stage
from keepwarm.domain.tie_state import state_of
from keepwarm.storage.arriving import Arriving
from keepwarm.storage.book import Book, Library
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.schema import headline_months, people, tie_states
from keepwarm.storage.ties import (
    SCORED,
    latest_calibrations,
    read_histories,
    read_owner_rate,
    stale_ids,
    standings_of,
)
from keepwarm.usecases.keep_ties import refresh_people, settle
from keepwarm.usecases.merge_people import MergePeople, merge_people
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.tend_person import confirm_spoken, set_standing
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, begun, days_ago, mail, mailbox, taken_in, talked

OF_OTHERS = frozenset({"pull", "valid_from_on", "valid_until_on", "owner_id"})
"""What may be of the day and the owner's rate of an earlier write; the pull is only an order."""


def states(book: Book) -> dict[int, dict[str, Any]]:
    """Everybody's stored state, the history unpacked."""
    rows = book.execute(select(tie_states).where(book.owns(tie_states))).mappings()
    return {row["person_id"]: dict(row) | {"history": History.unpack(row["history"])} for row in rows}


def everybody(book: Book) -> list[int]:
    return list(book.connection.scalars(select(people.c.person_id).where(book.owns(people))))


class RolledBack(Exception):
    """Ends a transaction that was only looked at."""


def made_from_nothing(library: Library, now: Any = NOW) -> dict[int, dict[str, Any]]:
    """The states that would be made now, by the calibration that is kept."""
    found: dict[int, dict[str, Any]] = {}
    with suppress(RolledBack), library.open(now, writing=True) as book:
        book.execute(tie_states.delete().where(book.owns(tie_states)))
        for person_id in everybody(book):
            refresh_people(book, {person_id})
        found = states(book)
        raise RolledBack
    assert found
    return found


def kept(found: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return {
        one: {name: value for name, value in row.items() if name not in OF_OTHERS}
        for one, row in found.items()
    }


@contextmanager
def a_book() -> Iterator[Library]:
    with TemporaryDirectory() as folder, begun(str(Path(folder) / "book")) as library:
        yield library


WRITES = ("log", "log", "log", "note", "standing", "spoken", "merge", "import", "undo", "undo", "redo", "add")
writes = st.lists(st.tuples(st.sampled_from(WRITES), st.integers(0, 10**6)), min_size=1, max_size=12)


def write(library: Library, folder: Path, what: str, rng: Random) -> None:
    """One thing that an owner does, to somebody by lot; what cannot be done is not."""
    with library.open(NOW) as book:
        ids = sorted(everybody(book))
    who, other = rng.choice(ids), rng.choice(ids)
    at = days_ago(rng.choice((0.01, 1, 3, 3, 40, 200, 400)))
    if what == "log":
        way, channel = rng.choice(list(Direction)), rng.choice((Channel.EMAIL, Channel.CALL))
        talked(library, who, at, direction=way, channel=channel)
    elif what == "add":
        added(library, f"Somebody {rng.random()}", f"p{rng.randrange(4)}@example.org")
    elif what == "import":
        sender = f"p{rng.randrange(6)}@example.org"
        taken_in(library, mailbox(folder, mail(sender, "me@example.org", at), name=f"{rng.random()}.mbox"))
    else:
        with library.open(NOW, writing=True) as book:
            _write(book, what, who, other, rng)


def _write(book: Book, what: str, who: int, other: int, rng: Random) -> None:
    match what:
        case "note":
            kind = rng.choice((FactKind.REASON, FactKind.QUESTION))
            keep_fact(book, KeepFact(person_id=who, kind=kind, text="Boats"))
        case "standing":
            set_standing(book, who, rng.choice(list(Standing)))
        case "spoken":
            confirm_spoken(book, who, lately=rng.random() < 0.7)
        case "merge" if who != other:
            merge_people(book, MergePeople(person_id=who, other_id=other))
        case "undo":
            undo(book)
        case "redo":
            undo(book)
            undo(book, book.batch_id)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(writes)
def test_what_is_stored_after_any_writes_is_what_would_be_made_from_nothing(
    said: list[tuple[str, int]],
) -> None:
    with a_book() as library, TemporaryDirectory() as folder:
        for name in ("Ada", "Bob", "Cy"):
            added(library, name, f"p{ord(name[0]) % 4}@example.org")
        for what, seed in said:
            try:
                write(library, Path(folder), what, Random(seed))
            except Problem:
                continue  # nothing to undo, or later changes stand on it
            with library.open(NOW) as book:
                stored = states(book)
            assert kept(stored) == kept(made_from_nothing(library)), what


def a_life(library: Library, rng: Random) -> None:
    """Sixty people, a few of them set apart, and three years with them; with a third the owner has spoken."""
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "import", "a life")
        arriving = Arriving(book)
        for number in range(60):
            standing = rng.choice((*[Standing.ORDINARY] * 8, Standing.LEAVE_BE, Standing.CORRESPONDENT))
            person = Person(name=f"Somebody {number}", standing=standing)
            arriving.take((AddPerson(person_id=number, person=person, handles=()),), "a life")
            days, pace = rng.uniform(1, 900), rng.choice((2, 20, 120))
            while days > 0:
                said = Interaction(
                    at=days_ago(days),
                    channel=rng.choice((Channel.EMAIL, Channel.EMAIL, Channel.CALL)),
                    direction=rng.choice((Direction.OUT, Direction.IN)),
                    counts=rng.random() < 0.9,
                )
                arriving.take((AddInteraction(interaction=said, person_ids=(number,)),), "a life")
                days -= rng.expovariate(1 / pace)
        arriving.write()
        refresh_people(book, arriving.touched)
        for number in range(0, 60, 3):
            confirm_spoken(book, number, lately=True)


def test_a_whole_book_is_scored_in_parts_as_it_would_be_at_once(library: Library) -> None:
    a_life(library, Random(5))
    with library.open(NOW, writing=True) as book:
        refresh_people(book, everybody(book))
        histories = read_histories(book, everybody(book))
        assert len(histories) == 60
        standings = standings_of(book, histories)
        scored = [histories[one] for one, standing in standings.items() if standing in SCORED]
        assert len(scored) < 60
        assert latest_calibrations(book) == fit_all(scored, book.days)
        assert read_owner_rate(book) == owner_rate(scored, book.days)
        stored = states(book)
    assert kept(stored) == kept(made_from_nothing(library))
    assert len({row["stage"] for row in stored.values()}) > 2


def test_the_months_of_the_headline_count_those_who_were_connections_as_each_began(library: Library) -> None:
    a_life(library, Random(6))
    with library.open(NOW, writing=True) as book:
        refresh_people(book, everybody(book))
        standings = standings_of(book, everybody(book))
        ordinary = {one for one, standing in standings.items() if standing is Standing.ORDINARY}
        evidence = evidence_for(book, read_histories(book, ordinary))
        told, kept_then = evidence.values(), latest_calibrations(book)
        found = select(headline_months.c.month_on, headline_months.c.connections)
        counted = dict(tuple(row) for row in book.rows(found.where(book.owns(headline_months))))
    assert counted == {
        month: sum(state_of(one, float(day_number(month)), kept_then)[0] in CONNECTED for one in told)
        for month in counted
    }
    assert len(set(counted.values())) > 2


def test_a_new_month_puts_right_what_the_calibration_before_said_and_leaves_the_rest(
    library: Library,
) -> None:
    a_life(library, Random(7))
    settle(library, NOW)
    for days in (10, 31, 45, 63):
        later = datetime.combine(NOW.date(), time(0), UTC) + timedelta(days=days)
        settle(library, later)
        with library.open(later) as book:
            stored = states(book)
        fresh = made_from_nothing(library, later)
        for name in ("stage", "rhythm", "last_on", "voice_on", "turns_resolved", "turns_answered"):
            assert {one: row[name] for one, row in stored.items()} == {
                one: row[name] for one, row in fresh.items()
            }, (days, name)
        ends = [row["valid_until_on"] for row in stored.values()]
        assert min(ends) > later.date()
        assert len(set(ends)) > 5


def test_somebody_with_whom_nothing_passed_is_never_looked_at_again(library: Library) -> None:
    added(library, "Ada", "ada@example.org")
    with library.open(NOW + timedelta(days=9_000)) as book:
        assert stale_ids(book) == []


CONNECTED = (Stage.CONNECTION, Stage.ALLY)
