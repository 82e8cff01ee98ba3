"""Mail that lies on a server, and feeds that read it."""

import sys
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from secrets import token_hex

from sqlalchemy import func, select

from keepwarm.domain.arrivals import Fate
from keepwarm.storage.book import Library
from keepwarm.storage.feeds import get_feed
from keepwarm.storage.schema import interactions
from keepwarm.usecases.change_feeds import AddFeed, add_feed
from keepwarm.usecases.import_files import ImportDone, no_progress
from keepwarm.usecases.read_feeds import apply_feed, plan_feed
from tests.books import NOW, OWN, days_ago
from tests.dovecot_server import HOST, PASSWORD, Dovecot

PRINTS_THE_PASSWORD = (sys.executable, "-c", f"print('{PASSWORD}')")


def new_user() -> str:
    """Somebody whose mailbox is empty."""
    return f"user{token_hex(6)}"


def letter(
    sender: str,
    to: str = OWN,
    at: datetime | None = None,
    *,
    subject: str = "Hello",
    message_id: str = "",
    extra: str = "",
) -> bytes:
    """A message as a server keeps it."""
    name = message_id or token_hex(8)
    said = format_datetime(at or days_ago(3))
    text = (
        f"From: {sender}\nTo: {to}\nDate: {said}\nMessage-ID: <{name}@test>\nSubject: {subject}\n{extra}"
        "\nBody.\n"
    )
    return text.replace("\n", "\r\n").encode()


def letters(number: int, start: int = 0) -> list[bytes]:
    """Messages from as many people."""
    return [
        letter(f"Person {one} <person{one}@example.org>", message_id=f"letter-{one}")
        for one in range(start, start + number)
    ]


def add_mailbox(
    library: Library,
    dovecot: Dovecot,
    user: str,
    *,
    name: str = "home",
    port: int | None = None,
    host: str = HOST,
    secret_command: tuple[str, ...] = PRINTS_THE_PASSWORD,
    folders: Sequence[str] = (),
    private: bool = True,
    plain: bool = False,
) -> None:
    """Keep a mailbox of the server as a feed, in TLS where no port is named."""
    command = AddFeed(
        kind="imap",
        name=name,
        address=f"{host}:{port or dovecot.tls_port}",
        user=user,
        secret_command=secret_command,
        folders=tuple(folders),
        private=private,
        plain=plain,
    )
    with library.open(NOW, writing=True) as book:
        add_feed(book, command)


def read(library: Library, name: str = "home", *, from_start: bool = False) -> ImportDone:
    """Read a feed, and take in what is new."""
    return apply_feed(library, plan_feed(library, name, NOW, no_progress, from_start=from_start), NOW)


def fates(done: ImportDone) -> dict[str, int]:
    """How many items met each fate."""
    return {fate.value: count for fate, count in done.counts.items() if count}


def new(done: ImportDone) -> int:
    """How many items were new."""
    return done.counts[Fate.NEW]


def talks(library: Library) -> int:
    """How much has passed between the owner and anybody, as the book has it."""
    with library.open(NOW) as book:
        counted = select(func.count()).select_from(interactions).where(book.owns(interactions))
        return book.connection.scalar(counted) or 0


def feed_state(library: Library, name: str = "home") -> str:
    """How far a feed has been read, in its own words."""
    with library.open(NOW) as book:
        return get_feed(book, name).state
