"""Books for tests: begun on either database, watched, and filled in a few words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from sqlalchemy import func, select

from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Person
from keepwarm.storage.book import Library
from keepwarm.storage.schema_site import guesses
from keepwarm.usecases.begin_book import BeginBook, begin_book
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.hash_book import hash_book
from keepwarm.usecases.import_files import ImportDone, apply_import, plan_import
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from keepwarm.usecases.tend_person import AddPerson, add_people
from tests.ground import lay_ground
from tests.statements import watch

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
"""A Sunday morning."""

OWN = "me@example.org"


@contextmanager
def begun(url: str, *, zone: str = "UTC", addresses: Sequence[str] = (OWN,)) -> Iterator[Library]:
    """A new book at a location; a statement of it that does not name its owner fails the test."""
    lay_ground(url)
    library = Library(url)
    try:
        with watch(library.engine):
            begin_book(library, BeginBook(name="Me", addresses=tuple(addresses), time_zone=zone), NOW)
            yield library
    finally:
        library.close()


def added(library: Library, name: str, *handles: str, now: datetime = NOW) -> int:
    """The id of somebody put into the book."""
    found = tuple(recognise_handle(handle) for handle in handles)
    with library.open(now, writing=True) as book:
        return add_people(book, (AddPerson(person=Person(name=name), handles=found),))[0]


def talked(
    library: Library,
    person_id: int,
    at: datetime,
    *,
    channel: Channel = Channel.CALL,
    direction: Direction = Direction.MUTUAL,
    now: datetime = NOW,
) -> int:
    """The id of a talk that was logged."""
    command = LogInteraction(person_id=person_id, channel=channel, at=at, direction=direction)
    with library.open(now, writing=True) as book:
        return log_interaction(book, command)


def taken_in(library: Library, *paths: Path, now: datetime = NOW) -> ImportDone:
    """What became of these files, imported as one."""
    return apply_import(library, plan_import(library, paths, now), now)


def hash_of(library: Library, now: datetime = NOW) -> str:
    """The hash of the book's content."""
    with library.open(now) as book:
        return hash_book(book)


def guesses_in(library: Library) -> int:
    """How many guesses at getting in are kept."""
    with library.transaction(writing=False) as connection:
        return connection.scalar(select(func.count()).select_from(guesses)) or 0


def days_ago(days: float) -> datetime:
    """A time before NOW."""
    return NOW - timedelta(days=days)


def mail(
    sender: str, to: str, at: datetime, subject: str = "Hello", extra: str = "", message_id: str = ""
) -> str:
    """One message of an mbox."""
    name = message_id or f"{sender}.{to}.{at.timestamp()}".replace(" ", "").replace("<", "").replace(">", "")
    return (
        f"From someone@example.org {at:%a %b} {at.day:2} {at:%H:%M:%S %Y}\n"
        f"From: {sender}\nTo: {to}\nDate: {format_datetime(at)}\n"
        f"Message-ID: <{name}@test>\nSubject: {subject}\n{extra}\nBody.\n\n"
    )


def mailbox(folder: Path, *messages: str, name: str = "inbox.mbox") -> Path:
    """An mbox file of these messages."""
    path = folder / name
    path.write_text("".join(messages), encoding="utf-8")
    return path


def card(name: str, *lines: str) -> str:
    """A vCard."""
    body = "".join(f"{line}\r\n" for line in lines)
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{body}END:VCARD\r\n"


def address_book(folder: Path, *cards: str, name: str = "contacts.vcf") -> Path:
    """A file of these cards."""
    path = folder / name
    path.write_bytes("".join(cards).encode())
    return path
