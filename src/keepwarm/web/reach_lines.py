"""How to reach somebody, as their page shows it: what they said, the ranking, what opens each channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from keepwarm.domain.channel_advice import Advised
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.people import Handle, Preference
from keepwarm.storage.book import Book
from keepwarm.translations.advice import (
    ASKING_SENTENCE,
    KNOWN,
    PURPOSES,
    SUBJECT,
    first_line,
    liking_in_words,
    said_in_words,
)
from keepwarm.usecases.advise_channel import ChannelAdvice, advise_channel, handles_for, link_with


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachLine:
    """One channel of the ranking: how it is known, what opens it, the line that it begins with."""

    advised: Advised
    known: str
    link: str
    line: str
    handles: tuple[Handle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """What somebody said of one channel: what, and when, where and in which words."""

    channel: Channel
    what: str
    source: str
    never: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachView:
    """ "How to reach them", ready to be drawn; `struck` are the channels that are never to be opened."""

    told: ChannelAdvice
    purpose: Purpose
    lines: tuple[ReachLine, ...]
    said: tuple[SaidLine, ...]
    struck: frozenset[Channel]
    asking: str
    purposes: Mapping[Purpose, str]


def view_reach(book: Book, person_id: int, asked: str = "") -> ReachView:
    """The view for a purpose, which an address names; any other word means to keep in touch."""
    purpose = Purpose(asked) if asked in set(Purpose) else Purpose.KEEP_UP
    told = advise_channel(book, person_id, purpose)
    asking = told.page.asking_sentence or ASKING_SENTENCE
    return ReachView(
        told=told,
        purpose=purpose,
        lines=tuple(_line(one, told, asking if told.asks_how else "") for one in told.advice.ranking),
        said=tuple(_said(one, book.today) for one in told.page.preferences),
        struck=frozenset(one.channel for one in told.page.preferences if one.never and not one.purposes),
        asking=asking,
        purposes=PURPOSES,
    )


def _line(one: Advised, told: ChannelAdvice, asking: str) -> ReachLine:
    line = first_line(one, told.page.called, asking)
    return ReachLine(
        advised=one,
        known=KNOWN[one.known_by],
        link=link_with(told, one.channel, line, SUBJECT if line else ""),
        line=line,
        handles=handles_for(told, one.channel),
    )


def _said(one: Preference, today: date) -> SaidLine:
    return SaidLine(
        channel=one.channel, what=liking_in_words(one), source=said_in_words(one, today), never=one.never
    )
