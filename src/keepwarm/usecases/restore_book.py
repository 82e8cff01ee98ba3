"""Make a book out of an archive: a new one, whole or not at all, with the content that went in."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy.exc import DBAPIError

from keepwarm.domain.errors import Conflict, Unavailable, Unreadable
from keepwarm.formats.archive import ArchiveReader, Head
from keepwarm.storage.book import Book, Library
from keepwarm.storage.canonical import content_hash
from keepwarm.storage.engine import is_url, make_lone_engine, plain_location
from keepwarm.storage.migrations import LATEST
from keepwarm.storage.restoring import Restoring, empty_again, everybody, is_empty
from keepwarm.storage.upgrade import upgrade
from keepwarm.storage.whole_files import copy_into, part_beside, written_whole
from keepwarm.usecases.find_book import has_book
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.merge_people import find_duplicates


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Where a restored book is, how many people and journal entries it holds, and its content's hash."""

    place: str
    people: int
    entries: int
    content_hash: str


def restore_book(library: Library, archive: Path, now: datetime) -> Restored:
    """Put an archive into a new book at the library's place.

    Ids, journal and times are those of the book that it was made of; what is derived is made again. Raises
    Conflict where there is a book or a file already, Unreadable for an archive that is damaged, cut off, of
    another version or not of Keepwarm: then nothing is left at the place.
    """
    try:
        with archive.open("rb") as file:
            return _restore(library, ArchiveReader(file), now)
    except OSError as error:
        raise Unreadable(f"{archive} cannot be read: {error.strerror}.") from error
    except Unreadable as problem:
        raise Unreadable(f"{archive} {problem}.") from problem
    except DBAPIError as error:
        raise Unreadable(f"{archive} holds what this database cannot; try the other one.") from error


def _restore(library: Library, reader: ArchiveReader, now: datetime) -> Restored:
    _check_schema(reader.head)
    with _new_place(library) as place, place.transaction(writing=True) as connection:
        restoring = Restoring(connection)
        for one in reader.rows():
            restoring.take(one.line, one.noun, one.row)
        book = restoring.finish(now)
        if content_hash(book) != reader.content_hash:
            raise Unreadable("does not hold the content that it was made of; get the file as it was")
        _make_again(book)
    return Restored(
        place=plain_location(library.location),
        people=reader.counts.get("people", 0),
        entries=reader.counts.get("journal", 0),
        content_hash=reader.content_hash,
    )


def _check_schema(head: Head) -> None:
    if head.schema > LATEST:
        raise Unreadable(f"was written by a newer Keepwarm ({head.program[:20]}); update this one first")
    if head.schema < LATEST:
        raise Unreadable(
            f"was written by an older Keepwarm ({head.program[:20]}); restore it with that one, "
            "then run 'keepwarm doctor --upgrade' here"
        )


def _make_again(book: Book) -> None:
    """What is derived: search, tie states, calibration, and who may be one with whom."""
    refresh_people(book, everybody(book))
    find_duplicates(book)


@contextmanager
def _new_place(library: Library) -> Iterator[Library]:
    """Where the book is made, with its tables; after a problem there is nothing, as before."""
    if is_url(library.location):
        yield from _new_in_a_server(library)
    else:
        yield from _new_file(library)


def _new_in_a_server(library: Library) -> Iterator[Library]:
    if has_book(library):
        where = plain_location(library.location)
        raise Conflict(f"There is a book at {where} already; name an empty database.")
    was_empty = is_empty(library)
    try:
        upgrade(library)
        yield library
    except BaseException:
        if was_empty:
            empty_again(library)
        raise


def _new_file(library: Library) -> Iterator[Library]:
    """Made beside the place, and put there whole: who is interrupted has no half a book, nor parts of one."""
    path = Path(library.location)
    if path.exists():
        raise Conflict(f"{path} is there already; name a place where there is nothing.")
    with ExitStack() as held:
        part, made = _begin_part(path, held)
        _make_empty(part)
        place = Library(str(part), make_lone_engine(part))
        with suppress(OSError):  # not while it is open, on Windows: then it has its name until it is done
            part.unlink()
        try:
            yield place
        finally:
            place.close()
        _put(made.fileno(), path)


def _begin_part(path: Path, held: ExitStack) -> tuple[Path, IO[bytes]]:
    """An empty file beside the place, and the same opened, both for as long as they are held."""
    try:
        with suppress(FileExistsError):
            path.parent.mkdir(parents=True, mode=0o700)
        part = held.enter_context(part_beside(path))
        return part, held.enter_context(part.open("rb"))
    except OSError as error:
        raise Unavailable(
            f"{path} cannot be made: {error.strerror}. Name another place with --book."
        ) from error


def _make_empty(part: Path) -> None:
    """The tables, with nothing in them."""
    empty = Library(str(part))
    try:
        upgrade(empty)
    finally:
        empty.close()


def _put(made: int, path: Path) -> None:
    try:
        with written_whole(path) as file:
            copy_into(made, file)
    except FileExistsError as error:
        raise Conflict(f"{path} is there by now; name a place where there is nothing.") from error
    except OSError as error:
        raise Unavailable(f"The book could not be put at {path}: {error.strerror}.") from error
