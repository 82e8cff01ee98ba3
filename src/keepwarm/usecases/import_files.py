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

from keepwarm.domain.arrivals import Arrival, Fate, Step
from keepwarm.domain.errors import Conflict, Problem, Unavailable, Unreadable
from keepwarm.domain.likeness import Judgement
from keepwarm.domain.own import Own
from keepwarm.domain.plan_arrivals import AlikePair, Planner
from keepwarm.domain.reasons import Reason
from keepwarm.storage.arriving import Arriving
from keepwarm.storage.book import Book, Library, new_id
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.known import journal_position, load_known
from keepwarm.storage.likenesses import keep_likenesses
from keepwarm.usecases.choose_columns import (
    Choose,
    ColumnReader,
    TableColumns,
    column_reader,
    no_choice,
    remember_columns,
)
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.unfold_files import sources_at

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
        self.alike: list[AlikePair] | None = None
        self.tables: list[TableColumns] = []
        with _room_for_plans():
            self._spool: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the plan; see close)
        self._stored = 0

    def add(self, file: str, arrival: Arrival) -> None:
        """Take one item; its steps go to disk."""
        if arrival.steps:
            self.add_steps(file, arrival.steps)
        self.items.append(FileArrival(file=file, arrival=replace(arrival, steps=())))

    def add_steps(self, file: str, steps: tuple[Step, ...]) -> None:
        """Take steps that belong to no one item."""
        with _room_for_plans():
            pickle.dump((file, steps), self._spool, protocol=pickle.HIGHEST_PROTOCOL)
        self._stored += 1

    def steps(self) -> Iterator[tuple[str, tuple[Step, ...]]]:
        """The steps of each item in order, with the file that it came from."""
        with _room_for_plans():
            self._spool.seek(0)
        for _ in range(self._stored):
            yield pickle.load(self._spool)  # noqa: S301 (an unnamed file that only this process has written)

    def mark_unsure(self) -> None:
        """Say of each new person who may be somebody in the book that this is for the owner to decide."""
        likeliest: dict[int, Judgement] = {}
        for one, other, judgement in self.alike or ():
            for person_id in (one, other):
                likeliest.setdefault(person_id, judgement)
        for place, item in enumerate(self.items):
            found = likeliest.get(item.arrival.person_id or 0)
            if found is not None and item.arrival.fate is Fate.NEW:
                unsure = replace(item.arrival, fate=Fate.UNSURE, reason=found.reasons[0], score=found.score)
                self.items[place] = replace(item, arrival=unsure)

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
    library: Library,
    paths: Sequence[Path],
    now: datetime,
    progress: Progress = no_progress,
    choose: Choose = no_choice,
) -> ImportPlan:
    """Read the files and decide about every item; nothing is written to the book.

    `choose` says what the columns of an unknown table are taken for, beside what was chosen before.

    A file that cannot be read is refused as one item; where none can be read, the first one's problem
    is raised.
    """
    with library.open(now) as book:
        known, position = load_known(book), journal_position(book)
        own, zone = Own.of(book.owner.name, book.owner.addresses), book.zone
        columns = column_reader(book, choose)
    planner = Planner(known, own, new_id, now)
    plan = ImportPlan(position)
    problems: list[Problem] = []
    for path in paths:
        try:
            for name, item in _arrivals(path, planner, zone, progress, columns):
                plan.add(name, item)
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
    for source, step in planner.rest():
        plan.add_steps(source, (step,))
    plan.alike = planner.alike()
    plan.mark_unsure()
    plan.tables = columns.tables
    return plan


def _arrivals(
    path: Path, planner: Planner, zone: ZoneInfo, progress: Progress, columns: ColumnReader
) -> Iterator[tuple[str, Arrival]]:
    """What becomes of each item of each source at a path, with the source's name."""
    for source in sources_at(path, zone, lambda name: progress(name, 0), columns.read):
        count = 0
        try:
            for count, arrival in enumerate(planner.arrivals(source.found, source.name), 1):
                if count % _TELL_EVERY == 0:
                    progress(source.name, count)
                yield source.name, arrival
        except OSError as error:
            raise Unreadable(
                f"{path} stopped being readable after {count} items: {error.strerror}."
            ) from error
        progress(source.name, count)


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
    """The batch of it, or None where nothing changed; what was chosen of columns is part of it."""
    if not plan.items:
        return None
    batch_id = begin_batch(book, "import", _named(plan))
    remember_columns(book, plan.tables)
    arriving = Arriving(book)
    for file, steps in plan.steps():
        arriving.take(steps, file)
    arriving.write()
    if plan.alike is not None:
        keep_likenesses(book, plan.alike)
    refresh_people(book, arriving.touched)
    return batch_id if book.batch is None else None


def _named(plan: ImportPlan) -> str:
    files = list(dict.fromkeys(item.file for item in plan.items))
    return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"
