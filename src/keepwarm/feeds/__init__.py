"""Feeds: mailboxes and calendars on servers that the owner configured, read and never written to.

One file a kind, found by being there. Each module has `KIND` (the word in the table: "imap"), `NAME` (the
words an owner reads) and `read(settings, state, *, zone, secret)`, which connects to the configured server
and nowhere else, streams what is new since `state`, and then says by an `Advance` how far it has come.
What a server answers is data: a broken item is a `Refused`, a server that cannot be reached or refuses
the owner raises Unavailable with the way out.
"""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol, cast
from zoneinfo import ZoneInfo

from keepwarm.domain.sources import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """Where a feed is and how to be let in.

    `address` is `host:port` of a mail server, or an https URL. `secret_command` is a command that prints
    the password, or with `oauth` an access token; empty where none is needed: no secret is ever kept.
    `folders` are those of a mailbox to be read, none for all that hold the owner's mail. `private` allows
    an address within a private network or this machine, `plain` one without TLS.
    """

    name: str
    address: str
    user: str = ""
    secret_command: tuple[str, ...] = ()
    oauth: bool = False
    folders: tuple[str, ...] = ()
    private: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """How far a feed has been read, in its own words: to be kept together with what came before it."""

    state: str


class Feed(Protocol):
    """What each module of this package is."""

    KIND: str
    NAME: str

    def read(
        self, settings: FeedSettings, state: str, *, zone: ZoneInfo, secret: Callable[[], str]
    ) -> Iterator[Found | Advance]:
        """Stream what is new; `state` is empty at first. Raises Unavailable."""


@cache
def feeds() -> dict[str, Feed]:
    """Every kind of feed by its word: the modules of this package that have a `KIND`."""
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return {module.KIND: cast(Feed, module) for module in modules if hasattr(module, "KIND")}
