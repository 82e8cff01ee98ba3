"""The feeds of a book: mailboxes and calendars on servers, and how far each has been read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from keepwarm.domain.errors import Invalid, Missing
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import delete_row, insert_row, update_row
from keepwarm.storage.schema import batches, feeds, journal


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFeed:
    """A feed as it is kept; its state is in words of its own, and empty before it is read."""

    feed_id: int
    kind: str
    name: str
    settings: Mapping[str, Any]
    state: str
    added_at: datetime


def read_feeds(book: Book) -> tuple[KeptFeed, ...]:
    """Every feed by name; one statement."""
    rows = book.rows(select(feeds).where(book.owns(feeds)).order_by(feeds.c.name))
    return tuple(map(_feed, rows))


def get_feed(book: Book, name: str) -> KeptFeed:
    """The feed of a name. Raises Missing."""
    there = read_feeds(book)
    for feed in there:
        if feed.name == name:
            return feed
    names = ", ".join(feed.name for feed in there)
    raise Missing(f"No feed is called {name!r}; there {'are: ' + names if names else 'is none yet'}.")


def insert_feed(book: Book, kind: str, name: str, settings: Mapping[str, Any]) -> None:
    """Add a feed that was never read. Raises Invalid for a name that is taken."""
    if any(feed.name == name for feed in read_feeds(book)):
        raise Invalid(f"There is a feed called {name!r}; take another name, or remove that one first.")
    row = {"feed_id": new_id(), "kind": kind, "name": name, "state": "", "added_at": book.now}
    insert_row(book, feeds, row | {"settings": json.dumps(settings, ensure_ascii=False, sort_keys=True)})


def keep_state(book: Book, feed_id: int, state: str) -> None:
    """Note how far a feed has been read, in the batch that was begun; the same again changes nothing."""
    update_row(book, feeds, {"feed_id": feed_id}, {"state": state})


def delete_feed(book: Book, feed_id: int) -> None:
    """Let a feed go; what came from it stays."""
    delete_row(book, feeds, {"feed_id": feed_id})


def last_read(book: Book) -> dict[int, datetime]:
    """When each feed last brought something, by its id; what was taken back does not count. One statement."""
    row_key = journal.c.row_key
    found = (
        select(row_key, func.max(batches.c.at))
        .join(
            journal, (journal.c.owner_id == batches.c.owner_id) & (journal.c.batch_id == batches.c.batch_id)
        )
        .where(book.owns(journal), book.owns(batches), journal.c.noun == feeds.name, batches.c.what == "read")
        .where(batches.c.undone_by.is_(None))
        .group_by(row_key)
    )
    return {json.loads(key)[0]: at for key, at in book.rows(found)}


def _feed(row: Row[Any]) -> KeptFeed:
    return KeptFeed(
        feed_id=row.feed_id,
        kind=row.kind,
        name=row.name,
        settings=json.loads(row.settings),
        state=row.state,
        added_at=row.added_at,
    )
