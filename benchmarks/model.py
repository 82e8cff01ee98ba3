"""How fast the model is: in memory, for one new event, from nothing, and as days pass.

    python benchmarks/model.py [--people 100000] [--interactions 1000000] [--rounds 5] [--json]

"In memory" scores 5,000 people with 100,000 events: every number that a tie has, from histories of which
nothing was worked out yet; medians of the rounds, by the clock and of the processor, and of its parts alone.
The rest is done with a book in a temporary folder: of its people a few have most of the interactions, as in
life, and one has 5,000. Scoring it from nothing and the days after it are processes of their own, whose most
memory is told. "One event" is the derived part of logging a talk, its statements with it.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, func, insert, select

from keepwarm.domain.channels import Channel
from keepwarm.domain.course import course_of
from keepwarm.domain.dates import local_days
from keepwarm.domain.history import History, history_of
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.people import Person
from keepwarm.domain.policy import TREND_DAYS
from keepwarm.domain.reciprocity import reciprocity_of
from keepwarm.domain.replies import reply_probability
from keepwarm.domain.stages import Evidence, grounds_of
from keepwarm.domain.tie_state import tie_of
from keepwarm.domain.ties import tie_probabilities, tie_probability
from keepwarm.storage.arriving import interaction_row
from keepwarm.storage.book import Book, Library, new_id
from keepwarm.storage.interactions import add_interaction
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.pages.today import today_page
from keepwarm.storage.people import person_row
from keepwarm.storage.schema import interactions, participants, people, tie_states
from keepwarm.usecases.begin_book import BeginBook, begin_book
from keepwarm.usecases.keep_ties import refresh_people, settle, take_in

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
_BUSIEST_EVENTS = 5_000
_CHUNK = 5_000


_PARTS: dict[str, Callable[[History, float], object]] = {
    "P_7, P_30, P_90": tie_probabilities,
    "trend": lambda history, now: [
        tie_probability(past, now - ago, 90) for ago in TREND_DAYS if (past := history.before(now - ago)).days
    ],
    "turns, first words, talks, gaps": lambda history, _: course_of(history),
    "stage": lambda history, now: grounds_of(Evidence(history=history), now),
    "reply, and turns": lambda history, now: reply_probability(history, now, 0.5),
    "balance, and turns": reciprocity_of,
}


def invented_history(rng: Random, events: int) -> History:
    """Somebody's history of about so many events over three years, in bursts, as in life."""
    now = local_days(NOW, ZoneInfo("UTC"))
    said: list[tuple[float, Direction, Channel, int]] = []
    t = now - rng.uniform(30, 1095)
    pace = max((now - t) / events, 0.01)
    while t < now and len(said) < events:
        said.append((t, rng.choice(_DIRECTIONS), rng.choice(_CHANNELS), 1))
        t += rng.expovariate(1 / pace) * rng.choice((0.05, 0.5, 2.5))
    return history_of(said)


_DIRECTIONS = (Direction.OUT, Direction.OUT, Direction.IN, Direction.IN, Direction.MUTUAL)
_CHANNELS = (Channel.EMAIL, Channel.EMAIL, Channel.TEXT, Channel.CALL)


def invented_histories(people: int, events: int, rng: Random) -> list[History]:
    """Histories that hold about so many events in all; a tenth of the people have half of them."""
    found: list[History] = []
    held = 0
    for number in range(people):
        left = (events - held) / (people - number)
        busy = rng.random() < 0.1
        found.append(invented_history(rng, max(1, round(left * (5 if busy else 0.55) / 1.1))))
        held += len(found[-1].times)
    return found


def in_memory(rounds: int, people: int = 5_000, events: int = 100_000) -> dict[str, Any]:
    """The whole model, and its parts alone."""
    packed = [history.pack() for history in invented_histories(people, events, Random(1))]
    now = local_days(NOW, ZoneInfo("UTC"))

    def whole(history: History, now: float) -> object:
        tie = tie_of(Evidence(history=history), now, {}, 0.5)
        return tie, tie.trend

    found: dict[str, Any] = {
        "people": people,
        "events": sum(len(History.unpack(one).times) for one in packed),
    }
    for name, part in {"whole": whole, **_PARTS}.items():
        walls, cpus = [], []
        for _ in range(rounds):
            histories = [History.unpack(one) for one in packed]
            wall, cpu = perf_counter(), process_time()
            for history in histories:
                part(history, now)
            walls.append(perf_counter() - wall)
            cpus.append(process_time() - cpu)
        found[name] = {"wall_s": round(median(walls), 3), "cpu_s": round(median(cpus), 3)}
    return found


def fill(library: Library, count: int, interaction_count: int) -> None:
    """A book without anything derived."""
    begin_book(library, BeginBook(name="Model", addresses=("me@model.example",)), NOW)
    rng = Random(1)
    with library.open(NOW, writing=True) as book:
        ids = [new_id() for _ in range(count)]
        somebody = (
            person_row(one, Person(name=f"Somebody {number}"), source="model", book=book)
            for number, one in enumerate(ids)
        )
        _insert(book, people, somebody)
        with_whom = []

        def talks() -> Iterator[dict[str, Any]]:
            for number in range(interaction_count):
                who = ids[0] if number < _BUSIEST_EVENTS else ids[int(count * rng.random() ** 3)]
                row = interaction_row(_talk(rng), source="model")
                with_whom.append({"interaction_id": row["interaction_id"], "person_id": who})
                yield row

        _insert(book, interactions, talks())
        _insert(book, participants, with_whom)


def _talk(rng: Random) -> Interaction:
    at = NOW - timedelta(days=rng.uniform(0.1, 1095))
    return Interaction(at=at, channel=rng.choice(_CHANNELS), direction=rng.choice(_DIRECTIONS))


def _insert(book: Book, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    waiting = iter(rows)
    while chunk := [row | {"owner_id": book.owner.owner_id} for row in islice(waiting, _CHUNK)]:
        book.execute(insert(table), chunk)


def from_nothing(library: Library) -> dict[str, Any]:
    """Score everybody, and make the search rows."""
    return _timed(lambda: _refresh(library))


def _refresh(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        refresh_people(
            book, book.connection.scalars(select(people.c.person_id).where(book.owns(people))).all()
        )


def one_event(library: Library, rounds: int) -> dict[str, Any]:
    """Milliseconds of what is derived when a talk is logged, with the busiest and with others."""
    held = func.length(tie_states.c.history)
    with library.open(NOW) as book:
        by_size = select(tie_states.c.person_id).where(book.owns(tie_states)).order_by(held.desc())
        ids = list(book.connection.scalars(by_size))
    found = {}
    for name, person_id in {"busiest": ids[0], "middle": ids[len(ids) // 2], "last": ids[-1]}.items():
        walls, cpus = [], []
        for number in range(4 * rounds):
            took = _log(library, person_id, number)
            walls.append(took[0])
            cpus.append(took[1])
        found[name] = {"wall_ms": round(median(walls) * 1e3, 2), "cpu_ms": round(median(cpus) * 1e3, 2)}
    return found


def _log(library: Library, person_id: int, number: int) -> tuple[float, float]:
    talk = Interaction(at=NOW - timedelta(hours=1 + number), channel=Channel.CALL, direction=Direction.MUTUAL)
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "log", "somebody")
        add_interaction(book, talk, (person_id,))
        wall, cpu = perf_counter(), process_time()
        take_in(book, person_id, talk)
        return perf_counter() - wall, process_time() - cpu


def days_after(library: Library) -> dict[str, Any]:
    """The first look on each of the 62 days after, and Today behind it."""
    settled, today = [], []
    for ahead in range(1, 63):
        now = NOW + timedelta(days=ahead)
        settled.append(_timed(lambda at=now: settle(library, at)) | {"day": ahead})
        today.append(_timed(lambda at=now: _today(library, at))["wall_s"])
    by_time = sorted(settled, key=lambda one: one["cpu_s"])
    return {
        "median": by_time[len(by_time) // 2],
        "worst": by_time[-1],
        "worst but two": by_time[-3],
        "today_ms": round(median(today) * 1e3, 1),
    }


def _today(library: Library, now: datetime) -> None:
    with library.open(now) as book:
        today_page(book)


def _timed(act: Callable[[], object]) -> dict[str, Any]:
    wall, cpu = perf_counter(), process_time()
    act()
    return {
        "wall_s": round(perf_counter() - wall, 2),
        "cpu_s": round(process_time() - cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


_STEPS: dict[str, Callable[[Library, int], dict[str, Any]]] = {
    "from nothing": lambda library, _: from_nothing(library),
    "one event": one_event,
    "days after": lambda library, _: days_after(library),
}


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--people", type=int, default=100_000)
    words.add_argument("--interactions", type=int, default=1_000_000)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--json", action="store_true")
    words.add_argument("--step", choices=_STEPS, help=argparse.SUPPRESS)
    words.add_argument("--book", help=argparse.SUPPRESS)
    said = words.parse_args()
    if said.step:
        library = Library(said.book)
        print(json.dumps(_STEPS[said.step](library, said.rounds)))
        library.close()
        return
    figures: dict[str, Any] = {"in memory": in_memory(said.rounds)}
    with tempfile.TemporaryDirectory() as folder:
        location = f"{folder}/model.keepwarm"
        library = Library(location)
        fill(library, said.people, said.interactions)
        library.close()
        for step in _STEPS:
            command = (sys.executable, __file__, "--step", step, "--book", location)
            process = subprocess.run(
                (*command, "--rounds", str(said.rounds)), check=True, capture_output=True, text=True
            )
            figures[step] = json.loads(process.stdout)
    print(json.dumps(figures) if said.json else "\n".join(_lines(figures)))


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    for step, found in figures.items():
        yield step
        yield from (f"  {name:32}{value}" for name, value in found.items())


if __name__ == "__main__":
    main()
