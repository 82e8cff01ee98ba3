"""What becomes of an input: it is read by whoever may, and taken into a book and out of it again."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Problem
from keepwarm.domain.sources import (
    Found,
    FoundChatMessage,
    FoundInteraction,
    FoundMeeting,
    FoundMessage,
    FoundPerson,
    Nested,
    Refused,
)
from keepwarm.importers import HEAD_BYTES, importers
from keepwarm.storage.book import Library
from keepwarm.usecases.begin_book import BeginBook, begin_book
from keepwarm.usecases.check_book import check_book
from keepwarm.usecases.undo import undo
from keepwarm.usecases.unfold_files import sources_at
from tests.books import NOW, OWN, hash_of, taken_in
from tests.durability.seeds import Kind, name_of

ZONE = ZoneInfo("Europe/Berlin")
_ANY = (FoundPerson, Nested, FoundMessage, FoundInteraction, FoundChatMessage, FoundMeeting, Refused)
_LONGEST_REASON = 1_000
_NO_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LARGEST_SEED_IN_A_BOOK = 10_000


def read_everything(kind: Kind, path: Path) -> list[Found]:
    """What a source's importer and all who recognise an input bring of it.

    Every importer is asked, and everything has to be sound; the items of the source's own come back. Raises
    whatever an importer raises that is no problem.
    """
    head = b""
    if path.is_file():
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    recognised = [one for one in importers() if _yes_or_no(one.recognises(path, head))]
    found: list[Found] = []
    try:
        found = list(_sound(kind.importer.read(path, zone=ZONE) if kind.importer else _contained(path)))
    except Problem as problem:
        check_line(str(problem))
    for importer in recognised:
        if name_of(importer) != kind.name:
            try:
                for _ in _sound(importer.read(path, zone=ZONE)):
                    pass
            except Problem as problem:
                check_line(str(problem))
    return found


def _yes_or_no(answer: object) -> bool:
    if not isinstance(answer, bool):
        raise TypeError(f"neither yes nor no: {answer!r}")
    return answer


def _contained(path: Path) -> Iterator[Found]:
    for source in sources_at(path, ZONE):
        check_line(source.name)
        yield from source.found


def _sound(items: Iterator[Found]) -> Iterator[Found]:
    for item in items:
        if not isinstance(item, _ANY):
            raise TypeError(f"nothing that a source may bring: {item!r}")
        if isinstance(item, Refused):
            check_line(item.place)
            check_line(item.reason)
        else:
            check_value(item)
        yield item


def check_line(text: str) -> None:
    """Raise ValueError for what is not one line that can be shown anywhere."""
    if not text or _NO_LINE.search(text) or len(text) > _LONGEST_REASON:
        raise ValueError(f"no line to show: {text[:2_000]!r}")


def check_value(value: object) -> None:
    """Raise ValueError for a text that no database takes, and a time without a zone, anywhere within."""
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError(f"a NUL in {value[:200]!r}")
        value.encode()
    elif isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value}")
    elif isinstance(value, tuple):
        for one in value:
            check_value(one)
    elif is_dataclass(value):
        for one in fields(value):
            check_value(getattr(value, one.name))


class Books:
    """Books that inputs are taken into: each time a new one, empty or with a source's people in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take_in_and_out(self, kind: Kind, path: Path, *, filled: bool) -> None:
        """Take an input in twice and undo it. Raises AssertionError where the book is not as it has to be."""
        self._folder.mkdir(exist_ok=True)
        book = self._folder / "book.keepwarm"
        book.touch(mode=0o600)
        book.write_bytes(_book_of(kind.name, kind.seeds if filled else ()))
        library = Library(str(book))
        try:
            _take_in_and_out(library, path)
        finally:
            library.close()
            shutil.rmtree(self._folder)


def _take_in_and_out(library: Library, path: Path) -> None:
    before = hash_of(library)
    try:
        done = taken_in(library, path)
    except Problem as problem:
        check_line(str(problem))
        assert hash_of(library) == before, "refused, and yet the book has changed"
        return
    after = hash_of(library)
    _check_well(library)
    if done.batch_id is None:
        assert after == before, "nothing was done, and yet the book has changed"
        return
    again = taken_in(library, path)
    assert hash_of(library) == after, "taken in again, it changed the book"
    assert again.batch_id is None, "taken in again, it did something"
    with library.open(NOW, writing=True) as book:
        undo(book, done.batch_id)
    assert hash_of(library) == before, "undone, the book is not as it was"
    _check_well(library)


def _check_well(library: Library) -> None:
    for finding in check_book(library, NOW):
        assert finding.well, f"{finding.what}: {finding.detail}"


@cache
def _book_of(_name: str, seeds: tuple[bytes, ...]) -> bytes:
    """The bytes of a book that these samples were taken into, as far as they are files of a sensible size."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "book.keepwarm"
        library = Library(str(place))
        begin_book(library, BeginBook(name="Me", addresses=(OWN, "ann@example.org"), time_zone="UTC"), NOW)
        for number, seed in enumerate(seed for seed in seeds if len(seed) <= _LARGEST_SEED_IN_A_BOOK):
            path = Path(folder) / f"seed{number}"
            path.write_bytes(seed)
            try:
                taken_in(library, path)
            except Problem as problem:  # some samples hold nobody
                check_line(str(problem).replace(folder, ""))
        library.close()
        return place.read_bytes()
