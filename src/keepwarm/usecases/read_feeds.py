"""Read a feed: what is new is planned while it is read, and taken in as one together with how far it came.

A server that breaks off leaves nothing behind: neither what came before that nor how far it was.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from keepwarm.domain.errors import Conflict, Invalid, Unavailable
from keepwarm.domain.sources import Found, FoundMessage
from keepwarm.feeds import Advance, feeds
from keepwarm.feeds.secret import ask
from keepwarm.storage.book import Library
from keepwarm.storage.feeds import get_feed, keep_state
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.known import journal_position
from keepwarm.usecases.change_feeds import settings_of
from keepwarm.usecases.import_files import (
    ImportDone,
    ImportPlan,
    Progress,
    add_arrivals,
    begin_plan,
    complete_plan,
    no_progress,
    write_plan,
)

_LOOKED_AT = 2_000
"""How many messages are looked at for the owner, who is on nearly every one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPlan:
    """What reading a feed would do: the plan of what it brought, and the state that it has come to."""

    feed_id: int
    name: str
    state: str
    plan: ImportPlan


def plan_feed(
    library: Library, name: str, now: datetime, progress: Progress = no_progress, *, from_start: bool = False
) -> FeedPlan:
    """Read what is new in a feed, or all of it, and decide about every item; the book is not changed.

    Raises Missing where there is no such feed, Unavailable where its server cannot be read to the end,
    and Invalid where it is a mailbox and none of its mail is the owner's.
    """
    with library.open(now) as book:
        feed = get_feed(book, name)
        plan, planner = begin_plan(book, now)
        own, zone = frozenset(book.owner.addresses), book.zone
    settings = settings_of(feed)
    reading = _Reading(own=own, user=settings.user, state="" if from_start else feed.state)
    try:
        if feed.kind not in feeds():
            raise Unavailable(f"{name} is a feed of a kind that is not known here: {feed.kind!r}.")
        secret = partial(ask, name, settings.secret_command)
        found = feeds()[feed.kind].read(settings, reading.state, zone=zone, secret=secret)
        add_arrivals(plan, planner, name, reading.items(found), progress)
    except BaseException:
        plan.close()
        raise
    complete_plan(plan, planner)
    return FeedPlan(feed_id=feed.feed_id, name=name, state=reading.state, plan=plan)


def apply_feed(library: Library, planned: FeedPlan, now: datetime) -> ImportDone:
    """Carry a plan out in one transaction. Raises Conflict where the book has changed since it was made."""
    plan = planned.plan
    try:
        with library.open(now, writing=True) as book:
            if journal_position(book) != plan.position:
                raise Conflict(f"The book changed while {planned.name} was being read; read it again.")
            batch_id = begin_batch(book, "read", planned.name)
            keep_state(book, planned.feed_id, planned.state)
            write_plan(book, plan)
            changed = book.batch is None
    finally:
        plan.close()
    return ImportDone(items=plan.items, counts=plan.counts(), batch_id=batch_id if changed else None)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What passes by while a feed is read: how far it has come, and whose the mail is."""

    own: frozenset[str]
    user: str
    state: str
    seen: Counter[str] = field(default_factory=Counter)
    looked_at: int = 0

    def items(self, found: Iterator[Found | Advance]) -> Iterator[Found]:
        """What a feed brings, without what it says of itself."""
        is_known = bool(self.state)
        for item in found:
            if isinstance(item, Advance):
                self.state = item.state
                continue
            if not is_known and isinstance(item, FoundMessage) and not item.bulk:
                is_known = self._is_known_by(item)
            yield item
        if not is_known:
            self._say_whose()

    def _is_known_by(self, item: FoundMessage) -> bool:
        """Whether a message is from or to the owner; after many that are not, it is said whose they are."""
        on_it = {item.sender.address, *(one.address for one in item.recipients)}
        self.seen.update(on_it)
        self.looked_at += 1
        if self.looked_at > _LOOKED_AT:
            self._say_whose()
        return not on_it.isdisjoint(self.own)

    def _say_whose(self) -> None:
        """Raise Invalid with the likeliest address of the owner, if there was any message between people."""
        if not self.seen:
            return
        likeliest = min(self.seen, key=lambda address: (-self.seen[address], address))
        proposal = self.user.lower() if self.user.lower() in self.seen else likeliest
        raise Invalid(
            f"Whose mailbox this is, your book does not know; most of it goes to or from {proposal}. "
            f"If that is you: keepwarm init --email {proposal}"
        )
