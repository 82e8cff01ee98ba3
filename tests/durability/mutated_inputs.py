"""Mutated inputs for every importer, in processes of their own: nothing but a problem may come of any.

    python -m tests.durability.mutated_inputs [--inputs 100000] [--sources vcard,monica] [--jobs 2] [--seed 1]

Runs so many inputs of each source over so many processes, and prints for each source how many a second there
were, the slowest, the most memory that a process took, and what failed. It ends with 1 where anything failed.
An input is known by its source, seed and number; this shows what became of one, and keeps it:

    python -m tests.durability.mutated_inputs --sources vcard --first 4711 --inputs 1 --keep FOLDER
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

from tests.durability.becoming import Books, read_everything
from tests.durability.seeds import Kind, kinds

ROOT = Path(__file__).parents[2]
SEED = 1
A_PROCESS = 2_500
"""Inputs that one process goes through: what it takes of memory is that of many."""

TAKEN_IN_EVERY = 200
"""Of so many inputs one is taken into a book, and out of it again."""

MOST_SECONDS = 5.0
"""Of a processor, for one input to be read. Nothing should take one; the rest is for slow machines."""

_MOST_SECONDS_IN_A_BOOK = 120
_LARGEST_TAKEN_IN = 64 * 1024
_KEPT_OF_A_KIND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input of which something else came than a problem or what a source may bring.

    `kind` is the place and the kind of the exception: of those alike a few are kept.
    """

    number: int
    kind: str
    what: str


@dataclass(slots=True, kw_only=True)
class Report:
    """What became of some inputs of a source: seconds are those of the processor, megabytes a peak.

    `slowest` is the number of the input that took longest to read, `largest` of the one after which the peak
    had risen most.
    """

    source: str
    inputs: int = 0
    taken_in: int = 0
    seconds: float = 0.0
    reading_seconds: float = 0.0
    slowest: int = -1
    slowest_seconds: float = 0.0
    megabytes: float = 0.0
    largest: int = -1
    largest_rise: float = 0.0
    failed: int = 0
    failures: list[Failure] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        """Take in what another process found."""
        self.inputs += other.inputs
        self.taken_in += other.taken_in
        self.seconds += other.seconds
        self.reading_seconds += other.reading_seconds
        if other.slowest_seconds > self.slowest_seconds:
            self.slowest, self.slowest_seconds = other.slowest, other.slowest_seconds
        if other.megabytes > self.megabytes:
            self.megabytes, self.largest, self.largest_rise = (
                other.megabytes,
                other.largest,
                other.largest_rise,
            )
        self.failed += other.failed
        for failure in other.failures:
            self._keep(failure)

    def fail(self, failure: Failure) -> None:
        """Count a failure, and keep it where few of its kind are kept."""
        self.failed += 1
        self._keep(failure)

    def _keep(self, failure: Failure) -> None:
        if sum(one.kind == failure.kind for one in self.failures) < _KEPT_OF_A_KIND:
            self.failures.append(failure)


def of_json(said: str) -> Report:
    """A report as a process of its own printed it."""
    content = json.loads(said)
    content["failures"] = [Failure(**one) for one in content["failures"]]
    return Report(**content)


def run_many(source: str, count: int, *, first: int = 0, seed: int = SEED) -> Report:
    """So many inputs of a source, each few thousand in a process of their own, one after the other."""
    report = Report(source=source)
    for begin in range(first, first + count, A_PROCESS):
        report.add(run_in_a_process(source, begin, min(A_PROCESS, first + count - begin), seed))
    return report


def run_in_a_process(source: str, first: int, count: int, seed: int = SEED) -> Report:
    """Inputs of a source in a process of their own; if it ends otherwise, the first input has failed."""
    command = [sys.executable, "-m", "tests.durability.mutated_inputs", "--within", "--sources", source]
    command += ["--first", str(first), "--inputs", str(count), "--seed", str(seed)]
    process = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if process.returncode == 0:
        return of_json(process.stdout)
    kind = f"the process ended with {process.returncode}"
    failure = Failure(number=first, kind=kind, what=f"{kind}: {process.stderr[-2_000:]}")
    return Report(source=source, failed=1, failures=[failure])


def run_here(kind: Kind, first: int, count: int, seed: int = SEED) -> Report:
    """Inputs of a source in this process."""
    report = Report(source=kind.name, megabytes=peak_megabytes())
    started = process_time()
    with TemporaryDirectory(prefix="keepwarm-mutations-") as room:
        books = Books(Path(room) / "books")
        for number in range(first, first + count):
            _run_one(kind, number, Path(room) / "input", books, report, seed)
    report.seconds = process_time() - started
    return report


def lay(kind: Kind, number: int, folder: Path, seed: int = SEED) -> Path:
    """Put an input of this number into a folder; it is the same for the same number and seed."""
    folder.mkdir(parents=True, exist_ok=True)
    return kind.lay(Random(f"{seed} {kind.name} {number}"), folder / "input")


def _run_one(kind: Kind, number: int, folder: Path, books: Books, report: Report, seed: int) -> None:
    try:
        path = lay(kind, number, folder, seed)
        _read(kind, number, path, report)
        small = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) <= _LARGEST_TAKEN_IN
        if number % TAKEN_IN_EVERY == 0 and small:
            with at_most(_MOST_SECONDS_IN_A_BOOK):
                books.take_in_and_out(kind, path, filled=number % (2 * TAKEN_IN_EVERY) == 0)
            report.taken_in += 1
    except Exception as error:  # whatever it is, it is what is looked for
        frames = traceback.extract_tb(error.__traceback__)
        ours = next((one for one in reversed(frames) if "keepwarm" in one.filename), frames[-1])
        kind_of_it = f"{type(error).__name__} {Path(ours.filename).name} {ours.lineno} {str(error)[:25]}"
        report.fail(Failure(number=number, kind=kind_of_it, what=traceback.format_exc()[-1_500:]))
    finally:
        shutil.rmtree(folder)
    _note_memory(report, number)
    report.inputs += 1


def _read(kind: Kind, number: int, path: Path, report: Report) -> None:
    started = process_time()
    try:
        with at_most(MOST_SECONDS):
            read_everything(kind, path)
    finally:
        seconds = process_time() - started
        report.reading_seconds += seconds
        if seconds > report.slowest_seconds:
            report.slowest, report.slowest_seconds = number, seconds


def _note_memory(report: Report, number: int) -> None:
    peak = peak_megabytes()
    if report.inputs and peak - report.megabytes > report.largest_rise:
        report.largest, report.largest_rise = number, peak - report.megabytes
    report.megabytes = peak


class TakesTooLong(Exception):
    """An input took more of the processor than anything may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TakesTooLong in what takes more than so many seconds of the processor."""

    def stop(*_: object) -> None:
        raise TakesTooLong(f"more than {seconds} seconds of the processor")

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def peak_megabytes() -> float:
    """The most memory that this process has held; that of the one which began it does not count."""
    with Path("/proc/self/status").open(encoding="ascii", errors="replace") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


# --- the command ---


def run_all(sources: list[str], inputs: int, jobs: int, seed: int) -> Iterator[Report]:
    """The sources one after the other, each over all processes; each report as soon as it is whole."""
    with ThreadPoolExecutor(jobs) as pool:
        pieces = {
            source: [
                pool.submit(partial(run_in_a_process, source, first, min(A_PROCESS, inputs - first), seed))
                for first in range(0, inputs, A_PROCESS)
            ]
            for source in sources
        }
        for source, waiting in pieces.items():
            report = Report(source=source)
            for piece in waiting:
                report.add(piece.result())
            yield report


_TITLES = f"{'source':24}{'inputs':>9}{'in a book':>10}{'a second':>9}{'slowest':>17}{'MB':>7}{'failed':>8}"


def line_of(report: Report) -> str:
    """One line of the table; inputs a second are those of one processor, without what is taken into books."""
    speed = report.inputs / report.reading_seconds if report.reading_seconds else 0.0
    slowest = f"{report.slowest_seconds:.2f} s #{report.slowest}"
    return (
        f"{report.source:24}{report.inputs:9,}{report.taken_in:10,}{speed:9,.0f}{slowest:>17}"
        f"{report.megabytes:7.0f}{report.failed:8}"
    )


def show_one(kind: Kind, number: int, seed: int, folder: Path) -> None:
    """Keep an input and let what it does to us come through."""
    path = lay(kind, number, folder, seed)
    print(path)
    started = process_time()
    for item in read_everything(kind, path)[:100]:
        print(repr(item)[:400])
    print(f"{process_time() - started:.2f} s")
    with TemporaryDirectory() as room:
        Books(Path(room)).take_in_and_out(kind, path, filled=number % (2 * TAKEN_IN_EVERY) == 0)


def main() -> None:
    parser = argparse.ArgumentParser(description="Mutated inputs for every importer.")
    parser.add_argument("--inputs", type=int, default=int(os.environ.get("KEEPWARM_MUTATIONS", "400")))
    parser.add_argument("--sources", help="names, with commas between; else all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument(
        "--keep", type=Path, help="a folder to put the first input into, and show what it does"
    )
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    names = asked.sources.split(",") if asked.sources else list(kinds())
    if asked.within:
        print(json.dumps(asdict(run_here(kinds()[names[0]], asked.first, asked.inputs, asked.seed))))
    elif asked.keep:
        show_one(kinds()[names[0]], asked.first, asked.seed, asked.keep)
    else:
        print(_TITLES, flush=True)
        failed = 0
        for report in run_all(names, asked.inputs, asked.jobs, asked.seed):
            print(line_of(report), flush=True)
            for failure in report.failures:
                print(
                    f"  --sources {report.source} --seed {asked.seed} --first {failure.number}: "
                    f"{failure.what}"
                )
            failed += report.failed
        sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
