"""Take in files: plan, show, apply.

The plan is made outside of any write: it streams through an unnamed temporary file, so that neither
a thousand photographs nor a million messages fill the memory. It is carried out in one transaction,
and only upon the book that it was made for.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.arrivals import Arrival, Fate, Step
from keepwarm.domain.errors import Conflict, Problem, Unavailable, Unreadable
from keepwarm.domain.own import Own
from keepwarm.domain.plan_arrivals import AlikePair, Planner
from keepwarm.domain.reasons import Reason
from keepwarm.domain.sources import Found
from keepwarm.storage.arriving import Arriving
from keepwarm.storage.bearings import mark_bought
from keepwarm.storage.book import Book, Library, new_id
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.known import journal_position, load_known
from keepwarm.storage.likenesses import keep_likenesses
from keepwarm.storage.owner_settings import kept_words
from keepwarm.usecases.choose_columns import (
    Choose,
    ColumnReader,
    TableColumns,
    column_reader,
    no_choice,
    remember_columns,
)
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.packed_fates import FileArrival, PackedFates
from keepwarm.usecases.step_spool import StepSpool
from keepwarm.usecases.unfold_files import sources_at

__all__ = [
    "FileArrival",
    "ImportDone",
    "ImportPlan",
    "Progress",
    "add_arrivals",
    "apply_import",
    "begin_plan",
    "complete_plan",
    "no_progress",
    "plan_import",
    "write_plan",
]

Progress = Callable[[str, int], None]
"""Told now and then which file is being read and how many items it has brought so far."""

_TELL_EVERY = 200


def no_progress(_file: str, _items: int) -> None:
    """For who does not watch."""


class ImportPlan:
    """What an import would do: every item with its fate, and the steps on disk until they are carried out."""

    def __init__(self, position: int) -> None:
        self.position = position
        self.items = PackedFates()
        self.alike: list[AlikePair] | None = None
        self.tables: list[TableColumns] = []
        self.steps = StepSpool()

    def add(self, file: str, arrival: Arrival) -> None:
        """Take one item; its steps go to disk."""
        if arrival.steps:
            self.add_steps(file, arrival.steps)
        self.items.append(file, arrival)

    def add_steps(self, file: str, steps: tuple[Step, ...]) -> None:
        """Take steps that belong to no one item."""
        self.steps.add(file, steps)

    def mark_unsure(self) -> None:
        """Say of each new person who may be somebody in the book that this is for the owner to decide."""
        self.items.mark_unsure(self.alike or ())

    def counts(self) -> Counter[Fate]:
        """How many items meet each fate."""
        return Counter(self.items.counts)

    def close(self) -> None:
        """Let go of the temporary file."""
        self.steps.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDone:
    """A carried out import; `batch_id` is None where there was nothing to change."""

    items: Sequence[FileArrival]
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
        plan, planner = begin_plan(book, now)
        zone, columns = book.zone, column_reader(book, choose)
    problems: list[Problem] = []
    for path in paths:
        try:
            _add_file(plan, planner, path, zone, progress, columns)
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
    complete_plan(plan, planner)
    plan.tables = columns.tables
    return plan


def begin_plan(book: Book, now: datetime) -> tuple[ImportPlan, Planner]:
    """An empty plan for the book as it is, and who decides about what is to be in it."""
    own = Own.of(book.owner.name, book.owner.addresses)
    planner = Planner(load_known(book), own, new_id, now, kept_words(book))
    return ImportPlan(journal_position(book)), planner


def _add_file(
    plan: ImportPlan, planner: Planner, path: Path, zone: ZoneInfo, progress: Progress, columns: ColumnReader
) -> None:
    for source in sources_at(path, zone, lambda name: progress(name, 0), columns.read):
        before = len(plan.items)
        try:
            add_arrivals(plan, planner, source.name, source.found, progress)
        except OSError as error:
            count = len(plan.items) - before
            raise Unreadable(
                f"{path} stopped being readable after {count} items: {error.strerror}."
            ) from error


def add_arrivals(
    plan: ImportPlan, planner: Planner, source: str, found: Iterable[Found], progress: Progress
) -> None:
    """Decide about each item of a source, and tell now and then how many there were."""
    count = 0
    for count, arrival in enumerate(planner.arrivals(found, source), 1):
        if count % _TELL_EVERY == 0:
            progress(source, count)
        plan.add(source, arrival)
    progress(source, count)


def complete_plan(plan: ImportPlan, planner: Planner) -> None:
    """Add what had to wait until every source was read, and look who may be one person."""
    for source, step in planner.rest():
        plan.add_steps(source, (step,))
    plan.alike = planner.alike()
    plan.mark_unsure()


def apply_import(library: Library, plan: ImportPlan, now: datetime, *, bought: bool = False) -> ImportDone:
    """Carry a plan out in one transaction. Raises Conflict where the book has changed since it was made.

    Whoever is new with a list that was `bought`, or copied from somewhere, is marked so and never proposed.
    """
    try:
        with library.open(now, writing=True) as book:
            if journal_position(book) != plan.position:
                raise Conflict("The book changed while the files were being read; do the import again.")
            batch_id = _carry_out(book, plan, bought=bought)
    finally:
        plan.close()
    return ImportDone(items=plan.items, counts=plan.counts(), batch_id=batch_id)


def _carry_out(book: Book, plan: ImportPlan, *, bought: bool) -> int | None:
    """The batch of it, or None where nothing changed; what was chosen of columns is part of it."""
    if not plan.items:
        return None
    batch_id = begin_batch(book, "import", _named(plan))
    remember_columns(book, plan.tables)
    write_plan(book, plan, bought=bought)
    return batch_id if book.batch is None else None


def write_plan(book: Book, plan: ImportPlan, *, bought: bool = False) -> None:
    """Carry out the steps of a plan, in the batch that was begun."""
    arriving = Arriving(book)
    for source, steps in plan.steps:
        arriving.take(steps, source)
    arriving.write()
    if bought:
        mark_bought(book, arriving.new)
    if plan.alike is not None:
        keep_likenesses(book, plan.alike)
    refresh_people(book, arriving.touched)


def _named(plan: ImportPlan) -> str:
    files = plan.items.files
    return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"
