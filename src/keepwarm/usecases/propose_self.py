"""Which of them is the owner? Propose the address of a mailbox, or the names that a chat may call them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from keepwarm.domain.errors import Problem
from keepwarm.domain.own import Own
from keepwarm.domain.sources import Found, FoundChatMessage, FoundMessage
from keepwarm.storage.book import Library
from keepwarm.usecases.unfold_files import sources_at

_LOOKED_AT = 2_000
"""How many items of each file are looked at; the owner is on nearly every one."""

_NAMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfProposal:
    """Who the owner may be: the likely address, "" for none; the names in chats, the likeliest first."""

    address: str = ""
    names: tuple[str, ...] = ()


NOBODY = SelfProposal()


def propose_self(library: Library, paths: Sequence[Path], now: datetime) -> SelfProposal:
    """Who the owner may be in these files, as far as the book does not know it.

    An address only where none of the messages is from or to the owner; names only of chats in which
    nobody is known to be the owner. Unreadable files are left to the import itself.
    """
    with library.open(now) as book:
        own, zone = Own.of(book.owner.name, book.owner.addresses), book.zone
    addresses: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for path in paths:
        try:
            for source in sources_at(path, zone):
                for item in islice(source.found, _LOOKED_AT):
                    addresses.update(_addresses(item))
                    names.update(_names(item, own))
        except (Problem, OSError):
            continue
    known = not own.addresses.isdisjoint(addresses)
    return SelfProposal(
        address="" if known else next(iter(_by_count(addresses)), ""),
        names=tuple(islice(_by_count(names), _NAMES)),
    )


def _addresses(item: Found) -> set[str]:
    if not isinstance(item, FoundMessage):
        return set()
    return {item.sender.address, *(one.address for one in item.recipients)}


def _names(item: Found, own: Own) -> set[str]:
    if not isinstance(item, FoundChatMessage) or item.owner is not None:
        return set()
    members = (item.sender, *item.others)
    return set() if any(map(own.is_me, members)) else {one.words for one in members}


def _by_count(seen: Counter[str]) -> Iterator[str]:
    return iter(sorted(seen, key=lambda one: (-seen[one], one)))
