"""`kill -9` at random moments of an import: the book is the one before or the one after, never between."""

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
from pathlib import Path

import pytest

from tests.books import address_book, card, mail, mailbox
from tests.command_line import begun, command, done, hash_of

KILLS = int(os.environ.get("KEEPWARM_KILLS", "12"))
"""How often the import is killed; a run with more of them than usual kills a larger import too."""

CARDS, MESSAGES = (400, 200) if KILLS <= 12 else (3_000, 1_500)
LOOK_EVERY_SECONDS = 0.0001


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanRun:
    """One import that nobody disturbs: how long it took, how large its log grew, and both hashes."""

    seconds: float
    log_bytes: int
    before: str
    after: str


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """An address book and a mailbox, in which some people of the address book are met again."""
    folder = tmp_path_factory.mktemp("files")
    cards = (
        card(f"Person {number}", f"EMAIL:person{number}@example.org", f"NOTE:{'words ' * 20}{number}")
        for number in range(CARDS)
    )
    first = datetime(2025, 1, 1, 8, tzinfo=UTC)
    messages = (
        mail(f"person{number % 97}@example.org", "me@example.org", first + timedelta(hours=5 * number))
        for number in range(MESSAGES)
    )
    return [address_book(folder, *cards), mailbox(folder, *messages)]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with somebody in it, from which each run starts."""
    book = begun(tmp_path_factory.mktemp("untouched"))
    done(book, "add", "Person 1", "person1@example.org")
    return book


@pytest.fixture(scope="module")
def clean(untouched: Path, files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> CleanRun:
    """What the killed runs are measured by."""
    book = Path(shutil.copy(untouched, tmp_path_factory.mktemp("clean")))
    started = time.monotonic()
    largest = 0
    with running(book, files) as process:
        while process.poll() is None:
            largest = max(largest, log_bytes(book))
            time.sleep(LOOK_EVERY_SECONDS)
    assert process.returncode == 0
    return CleanRun(
        seconds=time.monotonic() - started, log_bytes=largest, before=hash_of(untouched), after=hash_of(book)
    )


def running(book: Path, files: list[Path]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command(book, "import", *files), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def log_bytes(book: Path) -> int:
    """How much the book's write-ahead log holds, which grows as a transaction is written."""
    try:
        return Path(f"{book}-wal").stat().st_size
    except FileNotFoundError:
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When to kill: so long after the start, or after the write-ahead log has come to hold so much."""

    seconds: float
    log_bytes: int = 0


def moments(clean: CleanRun) -> Iterator[Moment]:
    """Half by the clock, one at random in each stretch of the process's life; half about the commit.

    Of these, one falls while the transaction is being written, and one around its last page, which commits
    it, or later, while the log is being folded into the book.
    """
    chance = random.Random(20261122)
    for number in range(KILLS):
        share = (number + chance.random()) / KILLS
        if number % 4 == 1:
            yield Moment(seconds=0, log_bytes=1 + int(share * clean.log_bytes))
        elif number % 4 == 3:
            yield Moment(seconds=share * clean.seconds / 20, log_bytes=int(0.97 * clean.log_bytes))
        else:
            yield Moment(seconds=share * clean.seconds)


def killed(book: Path, files: list[Path], moment: Moment) -> bool:
    """Whether an import was still running when its moment came, and was killed."""
    with running(book, files) as process:
        while process.poll() is None and log_bytes(book) < moment.log_bytes:
            time.sleep(LOOK_EVERY_SECONDS)
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment.seconds)
        process.kill()
    return process.returncode != 0


def test_an_import_that_is_killed_has_happened_whole_or_not_at_all(
    tmp_path: Path,
    untouched: Path,
    files: list[Path],
    clean: CleanRun,
    record_property: Callable[[str, object], None],
) -> None:
    book = tmp_path / "book.keepwarm"
    assert clean.before != clean.after
    seen: Counter[str] = Counter()
    for moment in moments(clean):
        for old in tmp_path.iterdir():
            old.unlink()
        shutil.copy(untouched, book)
        was_killed = killed(book, files, moment)
        found = hash_of(book)
        assert found in (clean.before, clean.after)
        assert all(one["well"] for one in done(book, "doctor", "--json").data)
        done(book, "import", *files)
        assert hash_of(book) == clean.after
        state = "before" if found == clean.before else "after"
        seen[f"{'killed' if was_killed else 'ended first'}, {state}"] += 1
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
