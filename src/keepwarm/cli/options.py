"""What most commands take: which book, at which time, and whether to write JSON."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from keepwarm.domain.errors import Unavailable
from keepwarm.storage.book import Book, Library
from keepwarm.usecases.find_book import usual_place
from keepwarm.usecases.keep_ties import settle

_FIRST_YEAR, _LAST_YEAR = 1900, 2200

F = TypeVar("F", bound=Callable[..., Any])


def book_option(command: F) -> F:
    """`--book`, which may stand before the command as well."""
    return click.option("--book", metavar="PATH|URL", help="The book: a file or a postgresql:// URL.")(
        command
    )


def at_option(command: F) -> F:
    """`--at`, for everything that depends on now."""
    return click.option(
        "--at", metavar="ISO-TIME", type=IsoTime(), help="Look from this time instead of now."
    )(command)


def json_option(command: F) -> F:
    """`--json`, for every command that reads."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON to standard output.")(command)


class IsoTime(click.ParamType[datetime]):
    """A date or a time in ISO 8601; one without a zone is in the owner's."""

    name = "ISO-TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it, or say how it is written."""
        if isinstance(value, datetime):
            return value
        try:
            at = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no time; write 2026-11-22 or 2026-11-22T09:30.", param, ctx)
        if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
            self.fail(
                f"{value!r} is too far away; write a year from {_FIRST_YEAR} to {_LAST_YEAR}.", param, ctx
            )
        return at


def location_of(book: str | None) -> str:
    """Where the book is: what was said here, before the command, in KEEPWARM_BOOK, or the usual place."""
    said = book or click.get_current_context().find_root().obj or os.environ.get("KEEPWARM_BOOK")
    return str(said) if said else str(usual_place())


@contextmanager
def library_at(book: str | None) -> Iterator[Library]:
    """The database behind the book's location, let go of at the end."""
    library = Library(location_of(book))
    try:
        yield library
    finally:
        library.close()


def moment(library: Library, at: datetime | None) -> datetime:
    """The time to look from, aware: now, or what `--at` said in the owner's zone."""
    now = datetime.now(UTC)
    if at is None or at.tzinfo is not None:
        return at or now
    with library.open(now) as book:
        return at.replace(tzinfo=ZoneInfo(book.owner.time_zone))


def moment_said(at: datetime | None) -> datetime:
    """The same where there is no book yet: a time without a zone is then in UTC."""
    now = at or datetime.now(UTC)
    return now if now.tzinfo is not None else now.replace(tzinfo=UTC)


@contextmanager
def open_book(book: str | None, at: datetime | None, *, writing: bool = False) -> Iterator[Book]:
    """Open the book for one command; one that reads is brought to this day first, where it may be written."""
    with library_at(book) as library:
        now = moment(library, at)
        if at is None and not writing:
            with suppress(Unavailable):  # if it is more than the writing, the opening says so
                settle(library, now)
        with library.open(now, writing=writing, imagined=at is not None) as opened:
            yield opened
