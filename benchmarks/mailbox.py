"""How long a large mailbox takes to come in, and how much memory, from a file and from a mail server.

    python benchmarks/mailbox.py [--gigabytes 2] [--imap] [--json]

Makes a mailbox of so many gigabytes with what mailboxes hold: threads, lists, newsletters, attachments, long
chains of Received, and one message of 600 MB (of a small mailbox, a third). Takes it with `keepwarm import`
into a new book; the same file again; and once more when ten new messages have come; beside it stands what
reading the bytes alone takes here. With `--imap` the same messages lie in a Maildir that Dovecot serves on
this machine, and `keepwarm feed read` takes them, in TLS. Each is a process of its own.
"""

import argparse
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OWN = "me@example.org"
USER = "benchmark"
GIGABYTE = 1_000_000_000
NEW = 10

ALONE = "reading the bytes alone"
FRESH, AGAIN, MORE = "into a new book", "the same again", "with ten new messages"


_READS = "import sys; f = open(sys.argv[1], 'rb', 0)\nwhile f.read(262144): pass"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one process took, and how many messages were new to the book."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    new: int


def run(*command: str, trust: Path | None = None) -> Run:
    """Run a command to its end; one that fails ends the benchmark with its words."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if trust is not None:  # whatever this allows is allowed there alone
        environment |= {"SSL_CERT_FILE": str(trust), "XDG_CONFIG_HOME": str(trust.parent / "settings")}
    with tempfile.TemporaryFile() as words:
        start = perf_counter()
        process = subprocess.Popen(command, stdout=words, stderr=words, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        words.seek(0)
        said = words.read().decode(errors="replace")
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}. {said}")
    found = re.search(r"^([\d,]+) items? new$", said, re.M)
    return Run(
        seconds=round(seconds, 1),
        cpu_seconds=round(usage.ru_utime + usage.ru_stime, 1),
        peak_mb=round(usage.ru_maxrss / 1024, 1),
        new=int(found[1].replace(",", "")) if found else 0,
    )


def keepwarm(book: Path, *words: str, trust: Path | None = None) -> Run:
    """Run one command of ours."""
    return run(sys.executable, "-m", "keepwarm.cli.main", "--book", str(book), *words, trust=trust)


def from_a_file(folder: Path, size: int) -> Iterator[tuple[str, Run]]:
    """The mailbox as one file."""
    book, file, more = folder / "book.keepwarm", folder / "all.mbox", folder / "more.mbox"
    # A process of its own: those that follow begin with the peak of this one.
    run(sys.executable, __file__, "--make", str(file), "--more", str(more), "--bytes", str(size))
    keepwarm(book, "init", "--name", "Mailbox", "--email", OWN)
    yield ALONE, run(sys.executable, "-c", _READS, str(file))
    yield FRESH, keepwarm(book, "import", str(file))
    yield AGAIN, keepwarm(book, "import", str(file))
    with file.open("ab") as target:
        target.write(more.read_bytes())
    yield MORE, keepwarm(book, "import", str(file))


def from_a_server(folder: Path, size: int) -> Iterator[tuple[str, Run]]:
    """The mailbox on a server."""
    sys.path.insert(0, str(ROOT))
    server: Any = importlib.import_module("tests.dovecot_server")
    dovecot = server.start_dovecot()
    try:
        home, more, book = dovecot.folder / "homes" / USER, dovecot.folder / "more", folder / "book.keepwarm"
        dovecot.deliver(USER)
        more.mkdir()
        room = home / "Maildir" / "cur"
        run(sys.executable, __file__, "--make", str(room), "--more", str(more), "--bytes", str(size))
        _hand_over(room, dovecot.owner)
        keepwarm(book, "init", "--name", "Mailbox", "--email", OWN)
        prints = f"echo {server.PASSWORD}"
        where = ("home", f"{server.HOST}:{dovecot.tls_port}", "--user", USER, "--password-command", prints)
        keepwarm(book, "feed", "add", "imap", *where, "--private", trust=dovecot.authority)
        read = ("feed", "read", "home")
        yield FRESH, keepwarm(book, *read, trust=dovecot.authority)
        yield AGAIN, keepwarm(book, *read, trust=dovecot.authority)
        for file in more.iterdir():
            shutil.move(file, room / file.name)
        _hand_over(room, dovecot.owner)
        yield MORE, keepwarm(book, *read, trust=dovecot.authority)
    finally:
        server.stop_dovecot(dovecot)


def _hand_over(room: Path, owner: tuple[int, int]) -> None:
    for file in room.iterdir():
        os.chown(file, *owner)


def make(place: Path, more: Path, size: int) -> None:
    """Make the mailbox, as a file or in a folder, and beside it ten messages that come later."""
    sys.path.insert(0, str(ROOT))
    letters: Any = importlib.import_module("benchmarks.mailbox_letters")
    write = letters.write_maildir if place.is_dir() else letters.write_mbox
    mailbox = letters.Mailbox()
    write(place, mailbox.letters(size))
    write(more, mailbox.later(NEW))


def _checked(runs: dict[str, Run]) -> dict[str, Run]:
    """The runs, if the second brought nothing and the third what was new."""
    if not runs[FRESH].new or runs[AGAIN].new or runs[MORE].new != NEW:
        sys.exit(f"The book did not take what it should have: {runs}")
    return runs


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description="How long a large mailbox takes to come in.")
    words.add_argument("--gigabytes", type=float, default=2.0)
    words.add_argument("--imap", action="store_true", help="from a mail server, in place of a file")
    words.add_argument("--json", action="store_true", help="print JSON")
    words.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    words.add_argument("--more", type=Path, help=argparse.SUPPRESS)
    words.add_argument("--bytes", type=int, help=argparse.SUPPRESS)
    said = words.parse_args()
    if said.make:
        make(said.make, said.more, said.bytes)
        return
    way = from_a_server if said.imap else from_a_file
    with tempfile.TemporaryDirectory() as folder:
        runs = _checked(dict(way(Path(folder), int(said.gigabytes * GIGABYTE))))
    if said.json:
        print(json.dumps({"gigabytes": said.gigabytes, **{name: asdict(one) for name, one in runs.items()}}))
        return
    title = f"{said.gigabytes:g} GB, {'from a server' if said.imap else 'one file'}"
    print(f"{title:26}{'seconds':>9}{'CPU s':>9}{'peak MB':>9}{'new':>9}")
    for name, one in runs.items():
        print(f"{name:26}{one.seconds:9.1f}{one.cpu_seconds:9.1f}{one.peak_mb:9.0f}{one.new:9,}")


if __name__ == "__main__":
    main()
