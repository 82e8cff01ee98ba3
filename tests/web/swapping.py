"""A card that strangers come to, and strangers who take their time."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from keepwarm.domain.own_cards import CardFields
from keepwarm.storage.book import Library
from keepwarm.usecases.own_cards import KeepCard, add_card, get_card
from tests.books import NOW
from tests.web.served import Served

FIELDS = CardFields(
    name="Ann Lee",
    title="Baker",
    organization="Crust & Co",
    phones=("+44 20 7946 0018",),
    emails=("ann@example.org",),
    pages=("https://example.org/ann",),
)
DETAILS = {"name": "Ada Lovelace", "phone": "+44 20 7946 0123", "about": "sourdough", "agreed": "yes"}


@dataclass(slots=True)
class Clock:
    """A clock that a test moves."""

    now: datetime = NOW
    passed: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


def kept(library: Library, now: datetime = NOW, **said: Any) -> tuple[int, str]:
    """The id of a new card, and the token of its link."""
    with library.open(now, writing=True) as book:
        card_id = add_card(book, KeepCard(**({"label": "work", "fields": FIELDS} | said)))
        return card_id, get_card(book, card_id).token


def stamp_in(page: str) -> str:
    """The time of opening that a page's form carries."""
    found = re.search(r'name="opened" value="([^"]+)"', page)
    assert found
    return found[1]


def left(
    web: Served, clock: Clock, path: str, said: dict[str, str] = DETAILS, **headers: str
) -> httpx.Response:
    """What answers to somebody who opens a page, types and sends, redirects not followed."""
    opened = stamp_in(web.page(path, 200))
    clock.pass_by(seconds=20)
    fields = said | {"opened": opened}
    return web.visitor.post(path, data=fields, headers=headers, follow_redirects=False)
