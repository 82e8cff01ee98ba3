"""What the owner has decided for the whole book, by a name each; who has not said anything has no row."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import select

from keepwarm.domain.channels import Channel
from keepwarm.domain.keeping import KEPT_AT_FIRST, Kept
from keepwarm.domain.own_time import OwnTime, is_capacity, is_day, is_day_hours, is_week_days
from keepwarm.domain.programme import is_language
from keepwarm.domain.public_url import is_public_url
from keepwarm.storage.book import Book
from keepwarm.storage.journal import delete_row, insert_row, update_row
from keepwarm.storage.schema import owner_settings

KEPT = "kept"
"""What is kept of messages: words of `Kept`, sorted, with commas between."""

DAY_FINISHED = "day_finished"
"""The last day of which the owner said "that was it for today", as a date."""

CAPACITY = "capacity"
"""How many people a day's list holds, in place of the number that the book began with."""

QUIET_DAYS = "quiet_days"
"""Days of the week without a list: "sat,sun"."""

QUIET_HOURS = "quiet_hours"
"""When the owner is not to be drawn to anybody: "21:00-08:00"."""

CHANNELS_UNUSED = "channels_unused"
"""Channels that the owner does not use, with commas between."""

ASKING_SENTENCE = "asking_sentence"
"""How the owner asks somebody how they like to be reached."""

HELP_UNTIL = "help_until"
"""Until which day the owner needs help now, as a date."""

PUBLIC_URL = "public_url"
"""Under which address the book is reached from outside: "https://warm.example.org"."""

PITCH = "pitch"
"""How the owner introduces themselves in thirty seconds."""

DOES = "does"
"""What the owner does, as they tell others."""

FOR_WHOM = "for_whom"
"""For whom they do it."""

SEND_ME = "send_me"
"""Whom to send to the owner: good examples, one a line."""

NOT_FOR_ME = "not_for_me"
"""What not to send."""

HOW_TO_SEND = "how_to_send"
"""How to hand somebody over."""

GOALS = "goals"
"""What the owner wants at the moment, one a line."""

ONE_TO_ONES_A_WEEK = "one_to_ones_a_week"
"""How many one-to-ones a week of the owner's has room for."""

NEED_WORDS = "need_words"
"""Words that mean the same where a need is looked at beside an offer: the lines of `domain/same_words`."""

PRACTICE_PAUSED = "practice_paused"
"""Since which day the owner rests from the programme of thirty days, as a date."""

PRACTICE_LANGUAGE = "practice_language"
"""In which language the owner reads the programme, by its code; English where nothing is said."""


def _are(words: frozenset[str]) -> Callable[[str], bool]:
    return lambda value: set(filter(None, value.split(","))) <= words


SETTINGS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        KEPT: _are(frozenset(Kept)),
        DAY_FINISHED: is_day,
        CAPACITY: is_capacity,
        QUIET_DAYS: is_week_days,
        QUIET_HOURS: is_day_hours,
        CHANNELS_UNUSED: _are(frozenset(Channel)),
        ASKING_SENTENCE: bool,
        HELP_UNTIL: is_day,
        PUBLIC_URL: is_public_url,
        **dict.fromkeys((PITCH, DOES, FOR_WHOM, SEND_ME, NOT_FOR_ME, HOW_TO_SEND, GOALS, NEED_WORDS), bool),
        ONE_TO_ONES_A_WEEK: is_capacity,
        PRACTICE_PAUSED: is_day,
        PRACTICE_LANGUAGE: is_language,
    }
)
"""By its name, what a setting may be."""


def kept_words(book: Book) -> frozenset[Kept]:
    """What the owner wants kept of messages."""
    said = find_setting(book, KEPT)
    return KEPT_AT_FIRST if said is None else frozenset(map(Kept, filter(None, said.split(","))))


def keep_words(book: Book, wanted: frozenset[Kept]) -> bool:
    """Say what is to be kept from now on; False where it was so already."""
    return wanted != kept_words(book) and choose_setting(book, KEPT, ",".join(sorted(wanted)))


def channels_unused(book: Book) -> frozenset[Channel]:
    """The channels that the owner does not use."""
    return frozenset(map(Channel, filter(None, (find_setting(book, CHANNELS_UNUSED) or "").split(","))))


def own_time(book: Book) -> OwnTime:
    """How long the owner's list is, and when they want none."""
    said = find_settings(book)
    return OwnTime(
        capacity=int(said.get(CAPACITY, book.owner.capacity)),
        quiet_days=said.get(QUIET_DAYS),
        quiet_hours=said.get(QUIET_HOURS),
        finished_on=said.get(DAY_FINISHED),
    )


def find_setting(book: Book, name: str) -> str | None:
    """A setting as it is kept; None where nothing was said."""
    found = select(owner_settings.c.value).where(book.owns(owner_settings), owner_settings.c.name == name)
    return book.connection.scalar(found)


def find_settings(book: Book) -> dict[str, str]:
    """All that were said."""
    found = select(owner_settings.c.name, owner_settings.c.value).where(book.owns(owner_settings))
    return dict(book.rows(found))


def choose_setting(book: Book, name: str, value: str | None) -> bool:
    """Say one anew, None to take it back; False where it was so already. `value` is one that may be."""
    held, key = find_setting(book, name), {"name": name}
    if value == held:
        return False
    if value is None:
        delete_row(book, owner_settings, key)
    elif held is None:
        insert_row(book, owner_settings, key | {"value": value})
    else:
        update_row(book, owner_settings, key, {"value": value})
    return True
