"""The owner's cards: which of their own fields each shows, and whether it can be seen at all."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

MOST_LINES = 5
"""Telephone numbers, e-mail addresses and pages of each kind on one card."""

LONGEST_LINE = 200
LONGEST_PITCH = 600

LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pt")
"""In which the page behind a card can speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFields:
    """What a card shows; nothing of the owner's book but what stands here is ever on it."""

    name: str
    title: str = ""
    organization: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCard:
    """A card of the owner's, as it is kept.

    `digest` is that of a photo, `token` the secret part of its link, `event_id` the event that it was made
    for, where there is one.
    """

    own_card_id: int
    label: str
    fields: CardFields
    pitch: str
    language: str
    token: str
    event_id: int | None = None
    digest: str | None = None
    expires_on: date | None = None
    withdrawn_on: date | None = None


def is_open(card: OwnCard, today: date) -> bool:
    """Whether its link leads anywhere: neither withdrawn nor past its last day."""
    return card.withdrawn_on is None and (card.expires_on is None or today <= card.expires_on)


def fields_to_json(fields: CardFields) -> str:
    """The fields as their column holds them."""
    return json.dumps(asdict(fields), ensure_ascii=False)


def fields_from_json(text: str) -> CardFields:
    """The fields back; what an archive of another version left out is empty, what it has more is left."""
    said = json.loads(text) if text else {}
    return CardFields(
        name=_text(said.get("name")),
        title=_text(said.get("title")),
        organization=_text(said.get("organization")),
        phones=_texts(said.get("phones")),
        emails=_texts(said.get("emails")),
        pages=_texts(said.get("pages")),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
