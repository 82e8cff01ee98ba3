"""`kill -9` at random moments of an import, an export and a restore: all of it has happened, or nothing."""

import os
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path

import pytest
from benchmarks.scale import cards

from tests.books import mail, mailbox
from tests.command_line import begun, command, done, hash_of

KILLS = int(os.environ.get("KEEPWARM_KILLS", "8"))
"""How often the import is killed; an export and a restore half as often."""

CARDS = int(os.environ.get("KEEPWARM_KILL_CARDS") or (400 if KILLS <= 12 else 3_000))
"""How many cards the import has, and half as many messages; a run with more kills has a larger one."""

IS_LARGE = CARDS > 20_000
"""Then one book is killed again and again, and only whole runs are run again (see below)."""

SEED = int(os.environ.get("KEEPWARM_KILL_SEED", "20261122"))
"""Which moments are drawn; runs with different seeds add up."""

OTHER_KILLS = max(KILLS // 2, 2)
MESSAGES = min(CARDS // 2, 1_500)
LOOK_EVERY_SECONDS = 0.0001


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanRun:
    """One import that nobody disturbs: how long it worked, how large its log grew, both hashes and the book.

    `seconds` are of the processor where that can be seen: a busy machine kills as late as an idle one.
    """

    seconds: float
    log_bytes: int
    before: str
    after: str
    book: Path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """An address book and a mailbox, in which some people of the address book are met again."""
    folder = tmp_path_factory.mktemp("files")
    cards(folder / "contacts.vcf", CARDS, random.Random(1))
    first = datetime(2025, 1, 1, 8, tzinfo=UTC)
    messages = (
        mail(f"card{number % 97}@scale.example", "me@example.org", first + timedelta(hours=5 * number))
        for number in range(MESSAGES)
    )
    return [folder / "contacts.vcf", mailbox(folder, *messages)]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with somebody in it, from which each run starts."""
    book = begun(tmp_path_factory.mktemp("untouched"))
    done(book, "add", "Person 1", "card1@scale.example")
    return book


@pytest.fixture(scope="module")
def clean(untouched: Path, files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> CleanRun:
    """What the killed runs are measured by."""
    book = Path(shutil.copy(untouched, tmp_path_factory.mktemp("clean")))
    begin = time.monotonic()
    largest, seconds = 0, 0.0
    with running(book, files) as process:
        while process.poll() is None:
            largest = max(largest, log_bytes(book))
            seconds = worked(process, begin)
            time.sleep(LOOK_EVERY_SECONDS)
    assert process.returncode == 0
    return CleanRun(
        seconds=seconds, log_bytes=largest, before=hash_of(untouched), after=hash_of(book), book=book
    )


def running(book: Path, files: list[Path]) -> "subprocess.Popen[bytes]":
    return started(book, "import", *files)


def started(book: Path, *words: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command(book, *words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def worked(process: "subprocess.Popen[bytes]", begin: float) -> float:
    """Seconds that a process has worked; where the system does not tell, how long ago it began."""
    try:
        after_the_name = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return time.monotonic() - begin
    of_user, of_system = after_the_name[11:13]
    return (int(of_user) + int(of_system)) / os.sysconf("SC_CLK_TCK")


def log_bytes(book: Path) -> int:
    """How much the book's write-ahead log holds, which grows as a transaction is written."""
    try:
        return Path(f"{book}-wal").stat().st_size
    except FileNotFoundError:
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When to kill: after so much work, or so long after the write-ahead log has come to hold so much."""

    seconds: float
    log_bytes: int = 0


def moments(clean: CleanRun, seed: int) -> Iterator[Moment]:
    """Most by the clock, one at random in each stretch of the process's life; the others about the commit.

    Of these, one falls while the transaction is being written, and one around its last page, which commits
    it, or later, while the log is being folded into the book. They are half of all, or of a large import,
    where each takes minutes, a fifth.
    """
    chance = random.Random(seed)
    every = 10 if IS_LARGE else 4
    for number in range(KILLS):
        share = (number + chance.random()) / KILLS
        if number % every == 1:
            yield Moment(seconds=0, log_bytes=1 + int(share * clean.log_bytes))
        elif number % every == 3:
            yield Moment(seconds=share * clean.seconds / 20, log_bytes=int(0.97 * clean.log_bytes))
        else:
            yield Moment(seconds=share * clean.seconds)


def killed(book: Path, files: list[Path], moment: Moment) -> bool:
    """Whether an import was still running when its moment came, and was killed."""
    begin = time.monotonic()
    with running(book, files) as process:
        while process.poll() is None and not has_come(moment, book, process, begin):
            time.sleep(LOOK_EVERY_SECONDS)
        if moment.log_bytes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(moment.seconds)
        process.kill()
    return process.returncode != 0


def has_come(moment: Moment, book: Path, process: "subprocess.Popen[bytes]", begin: float) -> bool:
    """Whether the moment to look for is here: of the log, or else of the work that was done."""
    if moment.log_bytes:
        return log_bytes(book) >= moment.log_bytes
    return worked(process, begin) >= moment.seconds


def state_of(book: Path, bytes_before: bytes, clean: CleanRun) -> str:
    """Whether a book is as before an import or as after it; it has to be one of both, and well.

    Where not a byte of the file has changed and nothing is in the log, its hash cannot have either.
    """
    is_untouched = log_bytes(book) == 0 and book.read_bytes() == bytes_before
    found = clean.before if is_untouched else hash_of(book)
    assert found in (clean.before, clean.after)
    assert all(one["well"] for one in done(book, "doctor", "--json").data)
    return "before" if found == clean.before else "after"


def run_again(book: Path, files: list[Path], clean: CleanRun) -> None:
    """The import once more, to its end, which makes what one clean run makes."""
    with running(book, files) as process:
        assert process.wait() == 0
    assert hash_of(book) == clean.after


def fresh(untouched: Path, folder: Path) -> Path:
    """A copy of the untouched book in a folder where nothing else is."""
    for old in folder.iterdir():
        old.unlink()
    return Path(shutil.copy(untouched, folder / "book.keepwarm"))


def test_an_import_that_is_killed_has_happened_whole_or_not_at_all(
    tmp_path: Path,
    untouched: Path,
    files: list[Path],
    clean: CleanRun,
    record_property: Callable[[str, object], None],
) -> None:
    assert clean.before != clean.after
    print(f"{CARDS} cards, undisturbed: {clean.seconds:.1f} seconds", flush=True)
    seen: Counter[str] = Counter()
    book = fresh(untouched, tmp_path)
    # Whoever ended before their moment came was not killed; a large run goes on for another.
    seeds = count(SEED) if IS_LARGE else (SEED,)
    for moment in chain.from_iterable(moments(clean, seed) for seed in seeds):
        bytes_before = book.read_bytes()
        was_killed = killed(book, files, moment)
        state = state_of(book, bytes_before, clean)
        seen[f"{'killed' if was_killed else 'ended first'}, {state}"] += 1
        print(f"{sum(seen.values())} runs, {KILLS} kills of {CARDS} cards: {dict(seen)}", flush=True)
        if state == "after" or not IS_LARGE:
            run_again(book, files, clean)
            book = fresh(untouched, tmp_path)
        if IS_LARGE and seen["killed, before"] + seen["killed, after"] == KILLS:
            break
    run_again(book, files, clean)
    record_property("kills", dict(seen))
    print(f"{KILLS} moments of an import of {clean.seconds:.1f} seconds: {dict(seen)}")
    assert seen["killed, before"]


def test_a_killed_import_leaves_nothing_in_the_folder_for_temporary_files(
    tmp_path: Path, untouched: Path, files: list[Path], clean: CleanRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Path(shutil.copy(untouched, tmp_path))
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setenv("TMPDIR", str(room))
    killed(book, files, Moment(seconds=0, log_bytes=1))
    assert list(room.iterdir()) == []


# --- what goes out, and comes back ---


@dataclass(frozen=True, slots=True, kw_only=True)
class OutAndBack:
    """The archive of the book that the clean import made, and how long both ways take undisturbed."""

    archive: Path
    export_seconds: float
    restore_seconds: float


@pytest.fixture(scope="module")
def out_and_back(clean: CleanRun, tmp_path_factory: pytest.TempPathFactory) -> OutAndBack:
    folder = tmp_path_factory.mktemp("archive")
    archive = folder / "everything.jsonl"
    export_seconds = seconds_of(clean.book, "export", archive)
    restore_seconds = seconds_of(folder / "again.keepwarm", "restore", archive)
    assert hash_of(folder / "again.keepwarm") == clean.after
    return OutAndBack(archive=archive, export_seconds=export_seconds, restore_seconds=restore_seconds)


def seconds_of(book: Path, *words: object) -> float:
    begin = time.monotonic()
    with started(book, *words) as process:
        assert process.wait() == 0
    return time.monotonic() - begin


def killed_within(seconds: float, number: int, book: Path, *words: object) -> bool:
    """Whether a command was killed before it ended, at random in one of the stretches of its life."""
    share = (number + random.Random(number).random()) / OTHER_KILLS
    with started(book, *words) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(share * seconds)
        process.kill()
    return process.returncode != 0


def test_a_restore_that_is_killed_leaves_no_book_or_a_whole_one(
    tmp_path: Path, clean: CleanRun, out_and_back: OutAndBack
) -> None:
    seen: Counter[str] = Counter()
    for number in range(OTHER_KILLS):
        book = tmp_path / f"{number}" / "book.keepwarm"
        book.parent.mkdir()
        killed_within(out_and_back.restore_seconds, number, book, "restore", out_and_back.archive)
        there = book.exists()
        assert nothing_of_anybody(hidden_beside(book))
        if not there:
            done(book, "restore", out_and_back.archive)
        assert hidden_beside(book) == []
        assert hash_of(book) == clean.after
        assert all(one["well"] for one in done(book, "doctor", "--json").data)
        seen["whole" if there else "none"] += 1
        print(f"{number + 1} of {OTHER_KILLS} kills of a restore of {CARDS} cards: {dict(seen)}", flush=True)
        shutil.rmtree(book.parent)
    assert seen["none"]


def hidden_beside(place: Path) -> list[Path]:
    """Whatever lies in the folder of a place and is not shown."""
    return [path for path in place.parent.iterdir() if path.name.startswith(".")]


def nothing_of_anybody(paths: list[Path]) -> bool:
    """Whether no person of the archive is in these files: at most the tables of a book, still empty."""
    return not any(b"scale.example" in path.read_bytes() for path in paths)


@pytest.mark.parametrize("name", ["out.jsonl", "out.vcf", "out.csv"])
def test_an_export_that_is_killed_leaves_the_file_before_or_a_whole_one(
    name: str, tmp_path: Path, clean: CleanRun, out_and_back: OutAndBack
) -> None:
    place = tmp_path / name
    done(clean.book, "export", place)
    whole = place.read_bytes()
    seen: Counter[str] = Counter()
    for number in range(max(KILLS // 6, 2)):
        place.write_bytes(b"as it was")
        killed_within(out_and_back.export_seconds, number * 3, clean.book, "export", place, "--overwrite")
        found = place.read_bytes()
        assert found in (b"as it was", whole)
        assert hidden_beside(place) == []
        seen["before" if found == b"as it was" else "after"] += 1
    print(f"kills of an export as {name}: {dict(seen)}", flush=True)
    assert hash_of(clean.book) == clean.after
    done(clean.book, "export", place, "--overwrite")
    assert place.read_bytes() == whole
