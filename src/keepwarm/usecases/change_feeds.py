"""Add a feed, let one go, see which there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from keepwarm.domain.errors import Invalid
from keepwarm.feeds import FeedSettings, feeds
from keepwarm.feeds.outbound import host_and_port
from keepwarm.feeds.secret import allow
from keepwarm.storage.book import Book
from keepwarm.storage.feeds import KeptFeed, delete_feed, get_feed, insert_feed, last_read, read_feeds
from keepwarm.storage.journal import begin_batch

_LONGEST_NAME = 60
_ANY_PORT = 443


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFeed:
    """A feed of a kind: "imap", "calendar"... All else is as in `feeds.FeedSettings`."""

    kind: str
    name: str
    address: str
    user: str = ""
    secret_command: tuple[str, ...] = ()
    oauth: bool = False
    folders: tuple[str, ...] = ()
    private: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A feed as a list shows it; `brought_at` is when it last brought something, None for never."""

    name: str
    kind: str
    words: str
    settings: FeedSettings
    brought_at: datetime | None


def add_feed(book: Book, command: AddFeed) -> None:
    """Keep where a feed is; it is not connected to before it is read. Raises Invalid and Unavailable."""
    name = " ".join(command.name.split())
    if not name or len(name) > _LONGEST_NAME:
        raise Invalid(f"A feed needs a name of up to {_LONGEST_NAME} letters.")
    if command.kind not in feeds():
        raise Invalid(f"{command.kind!r} is no kind of feed; there are: {', '.join(sorted(feeds()))}.")
    _check_address(command.address, plain=command.plain)
    allow(command.secret_command)
    begin_batch(book, "add feed", name)
    insert_feed(book, command.kind, name, _kept(command))


def allow_feed(book: Book, name: str) -> tuple[str, ...]:
    """Let the command of a feed that came with the book run on this machine; its words. Raises Missing."""
    command = settings_of(get_feed(book, name)).secret_command
    allow(command)
    return command


def remove_feed(book: Book, name: str) -> None:
    """Let a feed go; what it brought stays. Raises Missing."""
    feed = get_feed(book, name)
    begin_batch(book, "remove feed", name)
    delete_feed(book, feed.feed_id)


def list_feeds(book: Book) -> tuple[FeedLine, ...]:
    """Every feed by name; two statements."""
    brought = last_read(book)
    return tuple(
        FeedLine(
            name=feed.name,
            kind=feed.kind,
            words=feeds()[feed.kind].NAME if feed.kind in feeds() else feed.kind,
            settings=settings_of(feed),
            brought_at=at.astimezone(book.zone) if (at := brought.get(feed.feed_id)) else None,
        )
        for feed in read_feeds(book)
    )


def settings_of(feed: KeptFeed) -> FeedSettings:
    """How a feed is reached, out of what is kept."""
    kept = feed.settings
    return FeedSettings(
        name=feed.name,
        address=str(kept["address"]),
        user=str(kept["user"]),
        secret_command=tuple(map(str, kept["secret_command"])),
        oauth=bool(kept["oauth"]),
        folders=tuple(map(str, kept["folders"])),
        private=bool(kept["private"]),
        plain=bool(kept["plain"]),
    )


def _kept(command: AddFeed) -> Mapping[str, Any]:
    return {
        "address": command.address,
        "user": command.user,
        "secret_command": command.secret_command,
        "oauth": command.oauth,
        "folders": command.folders,
        "private": command.private,
        "plain": command.plain,
    }


def _check_address(address: str, *, plain: bool) -> None:
    """A server, or a URL in TLS, and no secret in either."""
    if "://" not in address:
        host_and_port(address, _ANY_PORT)
        return
    try:
        url = urlsplit(address)
        is_reachable = bool(url.hostname) and url.port != 0
    except ValueError as error:
        raise Invalid(f"{address!r} is no address of a calendar ({error}).") from error
    if not is_reachable or url.scheme not in ("https", "http"):
        raise Invalid(f"{address!r} is no address that can be read; it begins with https://.")
    if url.scheme == "http" and not plain:
        raise Invalid(f"{address!r} would be read in the clear; write https://, or say --plain.")
    if url.username or url.password:
        raise Invalid("No user or password belongs into the address; say them with --user and a command.")
