"""The command line as tests call it: in this process for what it answers, as one of its own to be killed."""

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner

from keepwarm.cli.main import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as the one JSON document that it is."""
        return json.loads(self.out)


def keepwarm(book: object, *words: object) -> Answer:
    """Run one command here, where there is no terminal; what is no problem but a bug comes through."""
    arguments = ["--book", str(book), *map(str, words)]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False, prog_name="keepwarm")
    return Answer(code=result.exit_code, out=result.stdout, err=result.stderr)


def done(book: object, *words: object) -> Answer:
    """The answer of a command that has to succeed."""
    answer = keepwarm(book, *words)
    assert answer.code == 0, answer.err
    return answer


def refused(book: object, *words: object) -> str:
    """The one sentence with which a command has to be refused: exit code 1 and nothing on standard output."""
    return the_one_sentence(keepwarm(book, *words))


def the_one_sentence(answer: Answer) -> str:
    """What stands on standard error, once it is known to be one line and all that was said."""
    assert (answer.code, answer.out) == (1, ""), answer
    assert answer.err.startswith("keepwarm: ")
    assert answer.err.endswith("\n")
    assert answer.err.count("\n") == 1, answer.err
    return answer.err.removeprefix("keepwarm: ").rstrip("\n")


def hash_of(book: object) -> str:
    """The hash of a book's content."""
    return done(book, "hash").out.strip()


def begun(folder: Path, *, name: str = "book.keepwarm", zone: str = "UTC") -> Path:
    """A new book in a folder."""
    book = folder / name
    book.touch(mode=0o600)
    book.write_bytes(_new_book(zone))
    return book


@cache
def _new_book(zone: str) -> bytes:
    """The file of a book that was begun by the command; once for all who want one like it."""
    with TemporaryDirectory() as folder:
        book = Path(folder) / "book"
        done(book, "init", "--name", "Me", "--email", "me@example.org", "--zone", zone)
        return book.read_bytes()


def command(book: object, *words: object) -> list[str]:
    """The words that run a command as a process of its own."""
    return [sys.executable, "-m", "keepwarm.cli.main", "--book", str(book), *map(str, words)]


def answer_of(process: "subprocess.CompletedProcess[bytes]") -> Answer:
    """What a process of its own came to; its output has to be UTF-8."""
    return Answer(
        code=process.returncode,
        out=process.stdout.decode(),
        err=process.stderr.decode(),
    )


def beside(book: Path) -> list[str]:
    """The names of whatever lies in the book's folder."""
    return sorted(path.name for path in book.parent.iterdir())
