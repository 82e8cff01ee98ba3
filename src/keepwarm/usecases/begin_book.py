"""Begin a book, or tell one that is there more about its owner."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from keepwarm.domain.errors import Invalid, Unavailable
from keepwarm.domain.keeping import Kept
from keepwarm.formats.countries import country_code
from keepwarm.storage.book import Book, Library
from keepwarm.storage.engine import is_url
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.owner_settings import keep_words, kept_words
from keepwarm.storage.owners import add_addresses, find_owner_name, insert_owner
from keepwarm.storage.upgrade import upgrade


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginBook:
    """Whose book it is; `addresses` are the owner's own e-mail addresses, `time_zone` an IANA name.

    `also_called` are their numbers, and the names that chats give them; `keeps` says of parts of messages
    whether they are to be kept from now on.

    `country` is one by its name or code; where it is empty, the time zone tells it.
    """

    name: str
    addresses: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    time_zone: str = "UTC"
    country: str = ""
    keeps: Mapping[Kept, bool] = field(default_factory=dict)


def begin_book(library: Library, command: BeginBook, now: datetime) -> bool:
    """Make the book where there is none and add the owner's addresses; False where it was there.

    Raises Invalid for an address that is none, an unknown time zone or country, Unavailable where the place
    cannot be written.
    """
    _check(command)
    with _place_for(library):
        upgrade(library)
        with library.transaction(writing=True) as connection:
            began = find_owner_name(connection) is None
            if began:
                _check_name(command.name)
                country = country_code(command.country)
                insert_owner(connection, command.name, command.time_zone, now, country=country)
        with library.open(now, writing=True) as book:
            add_own_addresses(book, (*command.addresses, *filter(str.strip, command.also_called)))
            choose_words(book, command.keeps)
    return began


@contextmanager
def _place_for(library: Library) -> Iterator[None]:
    """Where the book begins: a file is made for it where there is none, and goes again if that fails."""
    path = Path(library.location)
    made = not is_url(library.location) and make_private_file(path)
    try:
        yield
    except BaseException:
        library.close()
        for beside in ("", "-wal", "-shm", "-journal") if made else ():
            Path(f"{path}{beside}").unlink(missing_ok=True)
        raise


def add_own_addresses(book: Book, addresses: tuple[str, ...]) -> None:
    """Add addresses by which the owner is recognised in a mailbox."""
    fresh = {address.strip().lower() for address in addresses} - set(book.owner.addresses)
    if fresh:
        begin_batch(book, "own addresses", ", ".join(sorted(fresh)))
        add_addresses(book, sorted(fresh))


def choose_words(book: Book, keeps: Mapping[Kept, bool]) -> None:
    """Say of parts of messages whether they are kept from now on; the others stay as they were chosen."""
    if keeps:
        begin_batch(book, "keep words", ", ".join(sorted(keeps)))
        wanted = {kept for kept, wish in keeps.items() if wish}
        keep_words(book, kept_words(book) - set(keeps) | wanted)


def words_kept(book: Book) -> frozenset[Kept]:
    """What is kept of messages as they come in."""
    return kept_words(book)


def _check_name(name: str) -> None:
    if not name.strip():
        raise Invalid('A book needs its owner\'s name: --name "Your Name".')


def _check(command: BeginBook) -> None:
    for address in command.addresses:
        if "@" not in address.strip().strip("@") or " " in address.strip():
            raise Invalid(f"{address!r} is no e-mail address; it reads name@example.org.")
    if command.country and not country_code(command.country):
        raise Invalid(f"{command.country!r} is no country that is known; write it like DE or Germany.")
    try:
        ZoneInfo(command.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(f"{command.time_zone!r} is no time zone; it reads like Europe/Lisbon.") from error


def make_private_file(path: Path) -> bool:
    """Make the book's file, and the folders above it, for this user alone; False where it is there."""
    try:
        with suppress(FileExistsError):
            path.parent.mkdir(parents=True, mode=0o700)
        there = path.exists()
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise Unavailable(
            f"{path} cannot be made: {error.strerror}. Name another place with --book."
        ) from error
    return not there
