"""Whose mailbox is it? Propose the address that most of its messages come from or go to."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from keepwarm.domain.errors import Problem
from keepwarm.domain.sources import FoundMessage
from keepwarm.storage.book import Library
from keepwarm.usecases.unfold_files import sources_at

_LOOKED_AT = 2_000
"""How many items of each file are looked at; the owner is on nearly every one."""


def propose_addresses(library: Library, paths: Sequence[Path], now: datetime) -> str | None:
    """The likely address of the owner, where the files hold messages and none is from or to the owner.

    None where there are no messages or the book knows the owner on them; unreadable files are left to
    the import itself.
    """
    with library.open(now) as book:
        own, zone = set(book.owner.addresses), book.zone
    seen: Counter[str] = Counter()
    for path in paths:
        try:
            for source in sources_at(path, zone):
                for item in islice(source.found, _LOOKED_AT):
                    if isinstance(item, FoundMessage):
                        seen.update({item.sender.address, *(one.address for one in item.recipients)})
        except (Problem, OSError):
            continue
    if not seen or own & set(seen):
        return None
    return min(seen, key=lambda address: (-seen[address], address))
