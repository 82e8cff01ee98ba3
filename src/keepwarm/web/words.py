"""What templates need to put data into words."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import Role
from keepwarm.domain.explanations import explain
from keepwarm.domain.fact_order import LEARNED, WHY
from keepwarm.domain.filters import tag_word
from keepwarm.domain.ids import public_id
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import (
    Handle,
    HandleKind,
    Person,
    Preference,
    Side,
    Standing,
    reachable_by,
)
from keepwarm.domain.reasons import Reason
from keepwarm.domain.stages import Stage
from keepwarm.domain.submissions import SWAP, Hours
from keepwarm.domain.tie_state import Tie
from keepwarm.storage.pages.person import TimelineLine
from keepwarm.translations import english, events
from keepwarm.translations.finding import FILTER_WORDS, found_in_words
from keepwarm.translations.known import (
    CLOSENESSES,
    ENOUGH,
    OVER,
    carried_in_words,
    every_in_words,
    wish_in_words,
)
from keepwarm.usecases.export_book import Format
from keepwarm.usecases.find_person import handle_links
from keepwarm.usecases.show_person import Way
from keepwarm.web.introduction_words import NAMES as INTRODUCTION_NAMES
from keepwarm.web.ledger_words import NAMES as LEDGER_NAMES
from keepwarm.web.one_to_one_words import FILTERS as ONE_TO_ONE_FILTERS
from keepwarm.web.one_to_one_words import NAMES as ONE_TO_ONE_NAMES
from keepwarm.web.referral_words import NAMES as REFERRAL_NAMES


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
    "channel": ("Can be reached by", {one.value: CHANNEL_NOUNS[one] for one in reachable_by(HandleKind)}),
    "standing": (
        "Standing",
        {_dashed(standing): words.capitalize() for standing, words in english.STANDINGS.items()},
    ),
}
"""The choices beside the field of the people: each part of the language, its label and its values."""

HANDLE_KINDS = {
    HandleKind.PHONE: "Phone",
    HandleKind.EMAIL: "E-mail",
    HandleKind.CHAT: "Chat",
    HandleKind.PROFILE: "Profile or page",
    HandleKind.ADDRESS: "Postal address",
}

PAIR_FIELDS = {
    "name": "Name",
    "nickname": "Nickname",
    "organization": "Work",
    "title": "Title",
    "birthday": "Born",
}
"""What of two people stands side by side, beside their addresses: the fields of which the owner is asked."""

SILENCES = {
    "": "Any time",
    ">30d": "A month",
    ">90d": "Three months",
    ">180d": "Half a year",
    ">365d": "A year",
    ">730d": "Two years",
}

KEYS = (
    ("?", "These keys"),
    ("t", "Today"),
    ("p", "People"),
    ("m", "Meet"),
    ("/", "Find people"),
    ("i", "Import"),
    ("j", "Journal"),
    ("l", "Log a conversation, on a person's page"),
    ("o", "One person, where two are compared"),
    ("w", "Two people, there"),
    ("a", "Later, there"),
    ("e", "Edit, on a person's page"),
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


def dated(on: date, today: date) -> str:
    """A day of an event, by its date and how far away it is: Thu 26 Nov, in 3 days."""
    words = english.day_in_words(on, today)
    if words.startswith("on "):
        return f"{on:%a} {short_day(on)}"
    return f"{on:%a} {on.day} {on:%b}, {words}"


def by_day(on: date, today: date) -> str:
    """Until when something is best done: today, by tomorrow, by Wednesday."""
    words = english.day_in_words(on, today, by_weekday=True)
    return words if words == "today" else f"by {words.removeprefix('on ')}"


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
    if source.startswith(SWAP):
        return english.SWAPPED
    return "you wrote this" if source == "you" else f"from {source.removeprefix('history: ')}"


def value_in_words(value: str, field: str) -> str:
    """The value of a field of a person as its page says it."""
    return partial_day(PartialDate.parse(value)) if field == "birthday" and value else value


def role_days(role: Role) -> str:
    """When somebody was there: 2010 to 2015, since May 2012, until 2015; nothing where that is unknown."""
    began, ended = (partial_day(on) if on else "" for on in (role.began, role.ended))
    if began and ended:
        return f"{began} to {ended}"
    return f"since {began}" if began else f"until {ended}" if ended else ""


def said_of_person(person: Person, field: str) -> str:
    """What somebody's page says in a field; nothing where it is empty."""
    return value_in_words(str(getattr(person, field) or ""), field)


def written_handles(handles: Sequence[Handle]) -> list[str]:
    """Handles as they are written, with their labels: the first ones, and how many there are beside."""
    first = handles[:_MOST_HANDLES]
    shown = [", ".join(filter(None, (one.value, one.label or one.service))) for one in first]
    return [*shown, f"and {more} more"] if (more := len(handles) - len(shown)) else shown


_MOST_HANDLES = 5


def whole_sentence(reason: Reason, today: date) -> str:
    """A reason as a sentence of its own, where it is else part of one."""
    said = english.sentence(reason, today)
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")


def in_hundred(score: float) -> int:
    """A probability as so many of a hundred, which are never none and never all."""
    return min(max(round(score * 100), 1), 99)


def grounds(tie: Tie) -> list[Reason]:
    """What the stage rests on, without what follows from it: where two talked, that both wrote is no news."""
    counted = [reason for reason in tie.reasons if reason.code == "contact_days"]
    talked = any(reason.code == "conversations" for reason in tie.evidence)
    known = {"reachable", "they_wrote", "i_wrote"} if talked else {"reachable"}
    return [*counted, *(reason for reason in tie.evidence if reason.code not in known)]


def preferred_first(lines: Sequence[Way], preferences: Sequence[Preference]) -> list[Way]:
    """Handles by what was said: the liked channel's first, those that serve only a "never" last."""
    rank = {one.channel: 100 if one.never else one.rank for one in preferences}

    def place(line: Way) -> tuple[int, bool]:
        ranks = [rank.get(channel, 50) for channel in line.handle.kind.channels]
        return min(ranks, default=50), not line.handle.preferred

    return sorted(lines, key=place)


def link_for(channel: Channel | None, handles: Sequence[Handle]) -> str:
    """What opens the channel with the first handle that can; empty where none can."""
    links = (handle_links(handle).get(channel, "") for handle in handles if channel is not None)
    return next(filter(None, links), "")


def logged_direction(channel: Channel) -> Direction:
    """Who spoke when the owner says in one tap that it is done: voice is mutual, what is written goes out."""
    return Direction.MUTUAL if channel.has_voice_or_face else Direction.OUT


FILTERS: dict[str, Callable[..., Any]] = {
    "by_day": by_day,
    "dated": dated,
    "day": english.day_in_words,
    "field_said": said_of_person,
    "found_in": found_in_words,
    "id": public_id,
    "in_hundred": in_hundred,
    "likeness": english.likeness_in_words,
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
    "origin": english.origin_in_words,
    "role_days": role_days,
    "said": value_in_words,
    "tag_word": tag_word,
    "span": english.span_in_words,
    "strength": english.strength_in_words,
    "things": english.things_in_words,
    "whole_sentence": whole_sentence,
    "every": every_in_words,
    "carried": carried_in_words,
    "lower_first": lambda words: words[:1].lower() + words[1:],
    "upper_first": lambda words: words[:1].upper() + words[1:],
    "wished": wish_in_words,
    "written": written_handles,
    **ONE_TO_ONE_FILTERS,
}
_SWAP_HOURS = {
    Hours.DAYTIME: "on weekdays in the daytime",
    Hours.EVENINGS: "on weekdays in the evening",
    Hours.WEEKENDS: "at weekends",
}
NAMES: dict[str, Any] = {
    "ARRIVED_HOURS": _SWAP_HOURS,
    "FATES": {
        Fate.NEW: "New",
        Fate.UNSURE: "Perhaps somebody you have",
        Fate.MERGED: "Joined with what is there",
        Fate.SAME: "There already",
        Fate.REFUSED: "Left out",
    },
    "REFUSED": Fate.REFUSED,
    "SAME": Fate.SAME,
    "UNSURE": Fate.UNSURE,
    "CHANNELS": english.CHANNELS,
    "EVENT_KINDS": events.KINDS,
    "EVENT_KINDS_OF_MANY": events.KINDS_OF_MANY,
    "EVENT_STATES": events.STATES,
    "FAVOURS": english.FAVOURS,
    "FOLLOWS": events.FOLLOWS,
    "FIELD_WORDS": english.FIELDS,
    "HANDLE_KINDS": HANDLE_KINDS,
    "POSTAL": HandleKind.ADDRESS,
    "PAIR_FIELDS": PAIR_FIELDS,
    "RELATIONS": english.RELATIONS,
    "CHANNEL_NOUNS": CHANNEL_NOUNS,
    "DORMANT": Stage.DORMANT,
    "FACTS": english.FACTS,
    "LEARNED": LEARNED,
    "WHY": WHY,
    "CLOSENESSES": CLOSENESSES,
    "CLOSENESS_CHOICES": {str(closeness): words.capitalize() for closeness, words in CLOSENESSES.items()},
    "ENOUGH": ENOUGH,
    "OVER": OVER,
    "WISH_NO": Wish.NO,
    "FILTER_CHOICES": FILTER_CHOICES,
    "FILTER_WORDS": FILTER_WORDS,
    "FORMATS": Format,
    "SILENCES": SILENCES,
    "KEYS": KEYS,
    "MINE": Side.MINE,
    "ORDINARY": Standing.ORDINARY,
    "RHYTHMS": english.RHYTHMS,
    "STANDINGS": english.STANDINGS,
    "VERBS": english.VERBS,
    "explain": explain,
    "grounds": grounds,
    "link_for": link_for,
    "preferred_first": preferred_first,
    **INTRODUCTION_NAMES,
    **LEDGER_NAMES,
    **ONE_TO_ONE_NAMES,
    **REFERRAL_NAMES,
}
