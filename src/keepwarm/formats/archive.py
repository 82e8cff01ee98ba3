"""The archive of a book: JSON lines that say what they are, how many there are, and when they are damaged.

    {"keepwarm":"0.3.0","archive":2,"schema":2,"owner":"Ada"}      what it is
    {"noun":"people","row":{...}}                                  a row of a table, as often as there are
    {"end":{"counts":{"people":1},"hash":"...","sha256":"..."}}    that it is whole

`hash` is that of the book's content, `sha256` that of all bytes before the last line. What is in a row is
none of this module's business.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from keepwarm.domain.errors import Unreadable

FORM = 2
"""The version of the form. Archives of the first had no end, and are not read."""

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of a line: the largest card that is taken in needs a third of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What an archive says of itself: the program's version, its tables' version, whose book it is."""

    program: str
    schema: int
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedRow:
    """A row as it stands in an archive; `line` counts from 1."""

    line: int
    noun: str
    row: Mapping[str, Any]


def archive_lines(
    head: Head, rows: Iterable[tuple[str, Mapping[str, object]]], content_hash: Callable[[], str]
) -> Iterator[bytes]:
    """The archive, line by line; the hash of the content is asked for when every row is out."""
    digest, counts = hashlib.sha256(), Counter[str]()
    first = {"keepwarm": head.program, "archive": FORM, "schema": head.schema, "owner": head.owner}
    line = _line(first)
    digest.update(line)
    yield line
    for noun, row in rows:
        line = _line({"noun": noun, "row": row})
        digest.update(line)
        counts[noun] += 1
        yield line
    end = {"counts": dict(sorted(counts.items())), "hash": content_hash(), "sha256": digest.hexdigest()}
    yield _line({"end": end})


def _line(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class ArchiveReader:
    """Reads an archive once, in bounded memory; `content_hash` is known when all rows have been read.

    Each problem is Unreadable, and says in which line, in words that follow the name of the file.
    """

    def __init__(self, file: BinaryIO, *, longest: int = LONGEST_LINE) -> None:
        self._file = file
        self._longest = longest
        self._digest = hashlib.sha256()
        self._counts: Counter[str] = Counter()
        self._number = 0
        self.content_hash = ""
        self.head = self._read_head()

    def rows(self) -> Iterator[ArchivedRow]:
        """The rows in their order, to the last line, which has to bear out all that stands before it."""
        while True:
            before = self._digest.hexdigest()
            match self._next():
                case {"noun": str(noun), "row": dict(row), **rest} if not rest:
                    self._counts[noun] += 1
                    yield ArchivedRow(line=self._number, noun=noun, row=row)
                case {"end": dict(end), **rest} if not rest:
                    self._finish(end, before)
                    return
                case _:
                    raise self._damaged("is neither a row nor the end")

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows of each table were read so far."""
        return self._counts

    def _read_head(self) -> Head:
        try:
            found = self._next()
        except Unreadable:
            found = {}
        match found:
            case {"keepwarm": str(program), "archive": int(form)} if form != FORM:
                raise _of_another_version(program, newer=form > FORM)
            case {"keepwarm": str(program), "archive": int(), "schema": int(schema), "owner": str(owner)}:
                return Head(program=program, schema=schema, owner=owner)
        raise Unreadable("is no archive of Keepwarm; 'keepwarm export FILE --format archive' makes one")

    def _next(self) -> Any:
        self._number += 1
        line = self._file.readline(self._longest)
        if not line:
            raise Unreadable(f"ends after line {self._number - 1}, before its end; get the whole file")
        if not line.endswith(b"\n"):
            whole = len(line) < self._longest
            raise self._damaged("is cut off" if whole else "is longer than any line can be")
        self._digest.update(line)
        try:
            return json.loads(line, parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise self._damaged("is no JSON") from None

    def _finish(self, end: Mapping[str, Any], before: str) -> None:
        if end.get("sha256") != before or end.get("counts") != dict(self._counts):
            raise Unreadable("was changed or damaged after it was written; get the file as it was")
        if not isinstance(end.get("hash"), str):
            raise self._damaged("does not say the hash of the content")
        if self._file.read(1):
            raise self._damaged("is the end, and something follows it")
        self.content_hash = end["hash"]

    def _damaged(self, what: str) -> Unreadable:
        return Unreadable(f"is damaged: line {self._number} {what}; get the file as it was")


def _of_another_version(program: str, *, newer: bool) -> Unreadable:
    if newer:
        return Unreadable(f"was written by a newer Keepwarm ({program[:20]}); update this one first")
    return Unreadable(f"was written by an older Keepwarm ({program[:20]}); export it again with this one")


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")
