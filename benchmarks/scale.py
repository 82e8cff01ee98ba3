"""How fast a large book is: pages, search, logging, import and the start of the command line.

    python benchmarks/scale.py [--people 10000] [--interactions 100000] [--book PATH|URL] [--json]

Makes a book of N people and M interactions (in a temporary folder unless a PostgreSQL URL is named),
then measures each thing many times in this process, as the server would, and the command line as a
whole process. Prints medians and 99th percentiles in milliseconds.
"""

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from keepwarm.domain.arrivals import AddInteraction, AddPerson
from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.storage.arriving import Arriving
from keepwarm.storage.book import Book, Library, new_id
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.pages.today import today_page
from keepwarm.usecases.begin_book import BeginBook, begin_book
from keepwarm.usecases.keep_ties import refresh_people, settle
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
_SYLLABLES = [consonant + vowel for consonant in "bdfklmnrst" for vowel in "aeiou"]


def invented_name(rng: Random) -> str:
    """Two words that sound like a name."""
    given = "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3)))
    family = "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4)))
    return f"{given} {family}".title()


def fill(library: Library, people: int, interactions: int, rng: Random) -> list[int]:
    """Make the book: a few ties hold most of the history, as in life. Returns the ids of the people."""
    begin_book(library, BeginBook(name="Scale", addresses=("me@scale.example",)), NOW)
    ids = [new_id() for _ in range(people)]
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "import", "scale")
        arriving = Arriving(book)
        for number, person_id in enumerate(ids):
            arriving.take((_somebody(number, person_id, rng),), "scale")
        for number in range(interactions):
            who = ids[int(people * rng.random() ** 3)]
            arriving.take((_something(number, who, rng),), "scale")
        arriving.write()
        refresh_people(book, arriving.touched)
    return ids


def _somebody(number: int, person_id: int, rng: Random) -> AddPerson:
    handles = (
        Handle(kind=HandleKind.EMAIL, value=f"p{number}@scale.example"),
        Handle(kind=HandleKind.PHONE, value=f"+44 20 {number:08d}"),
    )
    person = Person(name=invented_name(rng), organization=invented_name(rng) if rng.random() < 0.5 else "")
    return AddPerson(person_id=person_id, person=person, handles=handles)


def _something(number: int, person_id: int, rng: Random) -> AddInteraction:
    interaction = Interaction(
        at=NOW - timedelta(days=rng.uniform(0.1, 1095)),
        channel=rng.choice((Channel.EMAIL, Channel.EMAIL, Channel.TEXT, Channel.CALL)),
        direction=rng.choice((Direction.OUT, Direction.IN, Direction.MUTUAL)),
        summary=f"about thing {number}",
        key=f"scale:{number}",
    )
    return AddInteraction(interaction=interaction, person_ids=(person_id,))


def timed(times: int, act: Callable[[], object]) -> list[float]:
    """Milliseconds of each of so many acts, after three that are not counted."""
    for _ in range(3):
        act()
    took = []
    for _ in range(times):
        start = perf_counter()
        act()
        took.append((perf_counter() - start) * 1_000)
    return sorted(took)


def measure(library: Library, ids: list[int], rng: Random) -> Iterator[tuple[str, list[float]]]:
    """Every page and the log, as the server would run them."""

    def read(page: Callable[[Book], object]) -> Callable[[], None]:
        def act() -> None:
            with library.open(NOW) as book:
                page(book)

        return act

    def log() -> None:
        with library.open(NOW, writing=True) as book:
            log_interaction(
                book,
                LogInteraction(person_id=rng.choice(ids), channel=Channel.CALL, at=NOW - timedelta(hours=1)),
            )

    yield "today", timed(100, read(today_page))
    yield "person", timed(200, read(lambda book: person_page(book, rng.choice(ids[:200]))))
    yield "people", timed(100, read(lambda book: people_page(book, page=rng.randint(1, 20))))
    yield (
        "search",
        timed(
            200, read(lambda book: people_page(book, "".join(rng.choices(_SYLLABLES, k=rng.randint(1, 2)))))
        ),
    )
    yield "log", timed(100, log)


def cards(path: Path, count: int, rng: Random) -> None:
    """A file of vCards of twelve lines."""
    with path.open("w", newline="") as file:
        for number in range(count):
            given, _, family = invented_name(rng).partition(" ")
            file.write(_CARD.format(number=number, given=given, family=family))


_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:scale-{number}\r\nN:{family};{given};;;\r\nFN:{given} {family}\r\n"
    "TEL;TYPE=CELL:+44 30 {number:08d}\r\nTEL;TYPE=HOME:+44 31 {number:08d}\r\n"
    "EMAIL:card{number}@scale.example\r\nORG:{family} Works\r\n"
    "ADR;TYPE=HOME:;;1 Long Street;Town;;12345;Land\r\nNOTE:Met at the harbour.\r\nEND:VCARD\r\n"
)


def measure_import(folder: Path, count: int, rng: Random) -> tuple[float, int]:
    """Seconds of `keepwarm import` of so many cards, and the most megabytes that any command took so far."""
    cards(folder / "cards.vcf", count, rng)
    location = str(folder / "import.keepwarm")
    keepwarm(location, "init", "--name", "Scale")
    start = perf_counter()
    keepwarm(location, "import", str(folder / "cards.vcf"))
    return perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def keepwarm(location: str, *words: str) -> None:
    """Run the command line as a whole process, with compiled bytecode."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "keepwarm.cli.main", "--book", location, *words]
    subprocess.run(command, check=True, capture_output=True, env=environment)


def main() -> None:
    """Make the book, measure, print."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--people", type=int, default=10_000)
    words.add_argument("--interactions", type=int, default=100_000)
    words.add_argument("--cards", type=int, default=10_000)
    words.add_argument("--book", help="an empty PostgreSQL database; else a file in a temporary folder")
    words.add_argument("--json", action="store_true")
    said = words.parse_args()
    rng = Random(1)
    with tempfile.TemporaryDirectory() as folder:
        seconds, megabytes = measure_import(
            Path(folder), said.cards, rng
        )  # first, while this process is small
        figures: dict[str, object] = {
            "import": {"cards": said.cards, "seconds": round(seconds, 1), "peak_mb": megabytes}
        }
        location = said.book or f"{folder}/scale.keepwarm"
        library = Library(location)
        start = perf_counter()
        ids = fill(library, said.people, said.interactions, rng)
        figures["fill_s"] = round(perf_counter() - start, 1)
        settle(library, NOW)
        gc.collect()
        gc.freeze()  # as the server does when it starts
        gc.set_threshold(50_000, 20, 20)
        for name, took in measure(library, ids, rng):
            figures[f"{name}_ms"] = {
                "median": round(median(took), 2),
                "p99": round(took[int(len(took) * 0.99) - 1], 2),
            }
        library.close()
        started = timed(15, lambda: keepwarm(location, "today"))
        figures["keepwarm_today_ms"] = {"median": round(median(started)), "p99": round(started[-1])}
        figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        json.dumps(figures)
        if said.json
        else "\n".join(f"{name:>20}  {value}" for name, value in figures.items())
    )


if __name__ == "__main__":
    main()
