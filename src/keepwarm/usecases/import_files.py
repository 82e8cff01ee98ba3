"""Take in files: plan, show, apply.

The plan is made outside of any write: it streams through an unnamed temporary file, so that neither
a thousand photographs nor a million messages fill the memory. It is carried out in one transaction,
and only upon the book that it was made for.
"""

import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from keepwarm.domain.arrivals import Arrival, Fate, Step, plan_arrivals
from keepwarm.domain.errors import Conflict, Problem, Unavailable, Unreadable
from keepwarm.domain.matching import Known
from keepwarm.domain.reasons import Reason
from keepwarm.importers import find_importer
from keepwarm.storage.arriving import Arriving
from keepwarm.storage.book import Book, Library, new_id
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.known import journal_position, load_known
from keepwarm.usecases.keep_ties import refresh_people

Progress = Callable[[str, int], None]
"""Told now and then which file is being read and how many items it has brought so far."""

_TELL_EVERY = 200


def no_progress(_file: str, _items: int) -> None:
    """For who does not watch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileArrival:
    """One item of one file, and what becomes of it."""

    file: str
    arrival: Arrival


class ImportPlan:
    """What an import would do: every item with its fate, and the steps on disk until they are carried out."""

    def __init__(self, position: int) -> None:
        self.position = position
        self.items: list[FileArrival] = []
        with _room_for_plans():
            self._spool: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the plan; see close)
        self._stored = 0

    def add(self, file: str, arrival: Arrival) -> None:
        """Take one item; its steps go to disk."""
        if arrival.steps:
            with _room_for_plans():
                pickle.dump((file, arrival.steps), self._spool, protocol=pickle.HIGHEST_PROTOCOL)
            self._stored += 1
        self.items.append(FileArrival(file=file, arrival=replace(arrival, steps=())))

    def steps(self) -> Iterator[tuple[str, tuple[Step, ...]]]:
        """The steps of each item in order, with the file that it came from."""
        with _room_for_plans():
            self._spool.seek(0)
        for _ in range(self._stored):
            yield pickle.load(self._spool)  # noqa: S301 (an unnamed file that only this process has written)

    def counts(self) -> Counter[Fate]:
        """How many items meet each fate."""
        return Counter(item.arrival.fate for item in self.items)

    def close(self) -> None:
        """Let go of the temporary file."""
        with suppress(OSError):  # what a full disk would not take is not needed any more
            self._spool.close()


@contextmanager
def _room_for_plans() -> Iterator[None]:
    """Say in a sentence that a plan found no room, which may be on another disk than the book's."""
    try:
        yield
    except OSError as error:
        raise Unavailable(
            f"The plan of the import cannot be kept in a temporary folder ({error.strerror}); nothing was "
            "changed. Free some space there, or name another folder in TMPDIR."
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDone:
    """A carried out import; `batch_id` is None where there was nothing to change."""

    items: tuple[FileArrival, ...]
    counts: Counter[Fate]
    batch_id: int | None


def plan_import(
    library: Library, paths: Sequence[Path], now: datetime, progress: Progress = no_progress
) -> ImportPlan:
    """Read the files and decide about every item; nothing is written to the book.

    A file that cannot be read is refused as one item; where none can be read, the first one's problem
    is raised.
    """
    with library.open(now) as book:
        known, position = load_known(book), journal_position(book)
        own, zone = frozenset(book.owner.addresses), book.zone
    plan = ImportPlan(position)
    problems: list[Problem] = []
    for path in paths:
        try:
            for item in _arrivals(path, known, own, zone, progress):
                plan.add(path.name, item)
        except Unavailable:  # no room for the plan: no fault of the file
            plan.close()
            raise
        except Problem as problem:
            problems.append(problem)
            reason = Reason.of("unreadable", sentence=str(problem))
            plan.add(path.name, Arrival(place="the file", fate=Fate.REFUSED, reason=reason))
    if problems and len(problems) == len(plan.items):
        plan.close()
        raise problems[0]
    return plan


def _arrivals(
    path: Path, known: Known, own: frozenset[str], zone: ZoneInfo, progress: Progress
) -> Iterator[Arrival]:
    found = find_importer(path).read(path, zone=zone)
    count = 0
    try:
        for count, arrival in enumerate(plan_arrivals(found, known, own, new_id), 1):
            if count % _TELL_EVERY == 0:
                progress(path.name, count)
            yield arrival
    except OSError as error:
        raise Unreadable(f"{path} stopped being readable after {count} items: {error.strerror}.") from error
    progress(path.name, count)


def apply_import(library: Library, plan: ImportPlan, now: datetime) -> ImportDone:
    """Carry a plan out in one transaction. Raises Conflict where the book has changed since it was made."""
    try:
        with library.open(now, writing=True) as book:
            if journal_position(book) != plan.position:
                raise Conflict("The book changed while the files were being read; do the import again.")
            batch_id = _carry_out(book, plan)
    finally:
        plan.close()
    return ImportDone(items=tuple(plan.items), counts=plan.counts(), batch_id=batch_id)


def _carry_out(book: Book, plan: ImportPlan) -> int | None:
    arriving = Arriving(book)
    batch_id: int | None = None
    for file, steps in plan.steps():
        if batch_id is None:
            batch_id = begin_batch(book, "import", _named(plan))
        arriving.take(steps, file)
    arriving.write()
    refresh_people(book, arriving.touched)
    return batch_id


def _named(plan: ImportPlan) -> str:
    files = list(dict.fromkeys(item.file for item in plan.items))
    return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"
