"""What templates need to put data into words."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.ids import public_id
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Handle, HandleKind, Preference, Side, Standing, reachable_by
from keepwarm.domain.reasons import Reason
from keepwarm.domain.stages import Stage
from keepwarm.domain.tie_state import Tie
from keepwarm.storage.pages.person import HandleLine, TimelineLine
from keepwarm.translations import english
from keepwarm.usecases.export_book import Format
from keepwarm.usecases.find_person import handle_links


def _dashed(value: StrEnum) -> str:
    """A value as the language of filters writes it."""
    return value.value.replace(" ", "-")


CHANNEL_NOUNS = {
    Channel.IN_PERSON: "In person",
    Channel.VIDEO: "Video",
    Channel.CALL: "Call",
    Channel.TEXT: "Text",
    Channel.CHAT: "Chat",
    Channel.EMAIL: "E-mail",
    Channel.SOCIAL: "Social network",
    Channel.POST: "Post",
}
"""A channel as a choice of a form, and on the link that opens it."""

FILTER_CHOICES: dict[str, tuple[str, dict[str, str]]] = {
    "stage": ("How far it has come", {_dashed(stage): stage.value.capitalize() for stage in Stage}),
    "rhythm": (
        "Against its own rhythm",
        {_dashed(rhythm): words.capitalize() for rhythm, words in english.RHYTHMS.items()},
    ),
    "by": ("Can be reached by", {one.value: CHANNEL_NOUNS[one] for one in reachable_by(HandleKind)}),
    "standing": (
        "Standing",
        {_dashed(standing): words.capitalize() for standing, words in english.STANDINGS.items()},
    ),
}
"""The choices beside the field of the people: each part of the language, its label and its values."""

SILENCES = {
    "": "Any time",
    "30d": "A month",
    "90d": "Three months",
    "180d": "Half a year",
    "365d": "A year",
    "730d": "Two years",
}

KEYS = (
    ("?", "These keys"),
    ("t", "Today"),
    ("p", "People"),
    ("/", "Find people"),
    ("i", "Import"),
    ("j", "Journal"),
    ("l", "Log a conversation, on a person's page"),
    ("n", "Next in a list"),
    ("b", "Before it in a list"),
    ("Esc", "Close this"),
)
"""The keys, and what each does; keepwarm.js does it."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_day(on: date) -> str:
    """Sunday, 22 November 2026."""
    return f"{on:%A}, {on.day} {on:%B %Y}"


def short_day(on: date | datetime) -> str:
    """22 Nov 2026."""
    return f"{on.day} {on:%b %Y}"


def seen(on: date, today: date) -> str:
    """When somebody was last in touch, for a column: 3 days ago, 15 May 2025."""
    return short_day(on) if (words := english.day_in_words(on, today)).startswith("on ") else words


def passed(line: TimelineLine) -> str:
    """What passed, as a sentence begins: You spoke by phone, They wrote by text."""
    voice = line.channel.has_voice_or_face
    said = {
        Direction.MUTUAL: "You spoke" if voice else "You wrote to each other",
        Direction.OUT: "You were in touch" if voice else "You wrote",
        Direction.IN: "They were in touch" if voice else "They wrote",
    }
    return f"{said[line.direction]} {english.CHANNELS[line.channel]}"


def partial_day(on: PartialDate) -> str:
    """12 April 1985, 12 April, April 1985, 1985."""
    day = "" if on.day is None else str(on.day)
    month = "" if on.month is None else _MONTHS[on.month - 1]
    return " ".join(part for part in (day, month, "" if on.year is None else str(on.year)) if part)


def source_in_words(source: str) -> str:
    """Where a datum came from, said quietly."""
    return "you wrote this" if source == "you" else f"from {source.removeprefix('history: ')}"


def grounds(tie: Tie) -> list[Reason]:
    """What the stage rests on, without what follows from it: where two talked, that both wrote is no news."""
    counted = [reason for reason in tie.reasons if reason.code == "contact_days"]
    talked = any(reason.code == "conversations" for reason in tie.evidence)
    known = {"reachable", "they_wrote", "i_wrote"} if talked else {"reachable"}
    return [*counted, *(reason for reason in tie.evidence if reason.code not in known)]


def preferred_first(lines: Sequence[HandleLine], preferences: Sequence[Preference]) -> list[HandleLine]:
    """Handles by what was said: the liked channel's first, those that serve only a "never" last."""
    rank = {one.channel: 100 if one.never else one.rank for one in preferences}

    def place(line: HandleLine) -> tuple[int, bool]:
        ranks = [rank.get(channel, 50) for channel in line.handle.kind.channels]
        return min(ranks, default=50), not line.handle.preferred

    return sorted(lines, key=place)


def never_channels(preferences: Sequence[Preference]) -> frozenset[Channel]:
    """The channels on which somebody asked not to be reached."""
    return frozenset(one.channel for one in preferences if one.never)


def link_for(channel: Channel | None, handles: Sequence[Handle]) -> str:
    """What opens the channel with the first handle that can; empty where none can."""
    links = (handle_links(handle).get(channel, "") for handle in handles if channel is not None)
    return next(filter(None, links), "")


def logged_direction(channel: Channel) -> Direction:
    """Who spoke when the owner says in one tap that it is done: voice is mutual, what is written goes out."""
    return Direction.MUTUAL if channel.has_voice_or_face else Direction.OUT


FILTERS: dict[str, Callable[..., Any]] = {
    "day": english.day_in_words,
    "id": public_id,
    "long_day": long_day,
    "month": lambda month: f"{month:%B %Y}",
    "month_began": english.month_began_in_words,
    "partial_day": partial_day,
    "passed": passed,
    "plural": english.plural,
    "seen": seen,
    "sentence": english.sentence,
    "short_day": short_day,
    "source": source_in_words,
    "span": english.span_in_words,
    "strength": english.strength_in_words,
}
NAMES: dict[str, Any] = {
    "FATES": {
        Fate.NEW: "New",
        Fate.MERGED: "Joined with what is there",
        Fate.SAME: "There already",
        Fate.REFUSED: "Left out",
    },
    "REFUSED": Fate.REFUSED,
    "SAME": Fate.SAME,
    "CHANNELS": english.CHANNELS,
    "CHANNEL_NOUNS": CHANNEL_NOUNS,
    "DORMANT": Stage.DORMANT,
    "FACTS": english.FACTS,
    "FACT_KINDS": tuple(FactKind),
    "FILTER_CHOICES": FILTER_CHOICES,
    "FORMATS": Format,
    "SILENCES": SILENCES,
    "KEYS": KEYS,
    "MINE": Side.MINE,
    "ORDINARY": Standing.ORDINARY,
    "RHYTHMS": english.RHYTHMS,
    "STANDINGS": english.STANDINGS,
    "VERBS": english.VERBS,
    "grounds": grounds,
    "handle_links": handle_links,
    "link_for": link_for,
    "logged_direction": logged_direction,
    "never_channels": never_channels,
    "preferred_first": preferred_first,
}
