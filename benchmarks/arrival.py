"""How long a large address book takes to come in, and how much memory, beside vobject reading the same file.

    python -m pip install --target vobject-alone vobject
    python benchmarks/arrival.py [--cards 100000] [--rounds 3] [--vobject vobject-alone] [--json]

Makes a file of so many cards of twelve lines, takes it with `keepwarm import` into a new book and into the
same book again, and undoes it, each a process of its own. vobject only parses the file, card by card, and
keeps nothing: it is no address book, so this is less than half of what an import does. They take turns; of
the rounds the medians are printed. Without vobject, ours alone is measured.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
FRESH, AGAIN, PEER = "import into a new book", "the same file again", "vobject, parsing alone"
UNDO = "undo of the import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one process took: seconds by the clock and of the processor, megabytes at most."""

    wall: float
    cpu: float
    megabytes: float


def run(*command: str) -> Run:
    """Run a command to its end; one that fails ends the benchmark with its words."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as words:
        start = perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=words, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            said = words.read().decode(errors="replace")
            sys.exit(f"{' '.join(command)} ended with {process.returncode}. {said}")
    return Run(wall=wall, cpu=usage.ru_utime + usage.ru_stime, megabytes=usage.ru_maxrss / 1024)


def one_round(folder: Path, cards: Path, vobject: Path | None) -> Iterator[tuple[str, Run]]:
    """Each process once."""
    book = folder / "book.keepwarm"
    book.unlink(missing_ok=True)
    keepwarm = [sys.executable, "-m", "keepwarm.cli.main", "--book", str(book)]
    run(*keepwarm, "init", "--name", "Arrival")
    yield FRESH, run(*keepwarm, "import", str(cards))
    yield AGAIN, run(*keepwarm, "import", str(cards))
    yield UNDO, run(*keepwarm, "undo")
    if vobject is not None:
        reader = [str(ROOT / "benchmarks" / "vcard.py"), "--read", "vobject", "--data", str(cards)]
        yield PEER, run(sys.executable, *reader, "--vobject", str(vobject))


def measure(cards: int, rounds: int, vobject: Path | None) -> dict[str, dict[str, float]]:
    """The medians of all rounds, by what was run."""
    runs: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cards.vcf"
        # A process of its own: those that follow begin with the peak of this one.
        run(sys.executable, __file__, "--make", str(file), "--cards", str(cards))
        for _ in range(rounds):
            for name, found in one_round(Path(folder), file, vobject):
                runs.setdefault(name, []).append(found)
    return {name: _medians(found, cards) for name, found in runs.items()}


def _medians(runs: list[Run], cards: int) -> dict[str, float]:
    wall = median(one.wall for one in runs)
    return {
        "wall_s": round(wall, 2),
        "cpu_s": round(median(one.cpu for one in runs), 2),
        "peak_mb": round(median(one.megabytes for one in runs), 1),
        "cards_per_s": round(cards / wall),
    }


def make(file: Path, cards: int) -> None:
    """Write the cards."""
    sys.path.insert(0, str(ROOT))
    importlib.import_module("benchmarks.scale").cards(file, cards, Random(1))


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description="How long a large address book takes to come in.")
    words.add_argument("--cards", type=int, default=100_000)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--vobject", type=Path, help="the folder that vobject was installed in")
    words.add_argument("--json", action="store_true", help="print JSON")
    words.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    said = words.parse_args()
    if said.make:
        make(said.make, said.cards)
        return
    found = measure(said.cards, said.rounds, said.vobject)
    if said.json:
        print(json.dumps({"cards": said.cards, "rounds": said.rounds, **found}))
        return
    title = f"{said.cards:,} cards, {said.rounds} rounds"
    print(f"{title:28}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'cards/s':>9}")
    for name, figures in found.items():
        wall, cpu, megabytes, speed = figures.values()
        print(f"{name:28}{wall:9.1f}{cpu:9.1f}{megabytes:9.0f}{speed:9,.0f}")


if __name__ == "__main__":
    main()
