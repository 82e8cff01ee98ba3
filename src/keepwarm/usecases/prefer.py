"""How somebody likes to be reached, as they said it; and by what, and with which words, the owner asks."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.owner_habit import OneChannel
from keepwarm.domain.people import KnownBy, Preference
from keepwarm.domain.week_hours import WeekHours
from keepwarm.storage.bearings import change_bearing
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.owner_settings import (
    ASKING_SENTENCE,
    CHANNELS_UNUSED,
    channels_unused,
    choose_setting,
    find_setting,
)
from keepwarm.storage.pages.reach import owner_habit, preferences_of
from keepwarm.storage.people import forget_preference, get_person, set_preference
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.past_days import day_on_which

_LONGEST = 500
"""Characters of what somebody said, and of where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefer:
    """What somebody said of being reached: the channels they like, the best first, and those they never want.

    It holds for `purposes`, or for everything where none is named, and at `hours` of their week, by the clock
    of `time_zone`; None leaves what is known of where they live, and an empty one takes it back.
    """

    person_id: int
    liked: tuple[Channel, ...] = ()
    never: tuple[Channel, ...] = ()
    purposes: frozenset[Purpose] = field(default_factory=frozenset)
    hours: WeekHours | None = None
    words: str = ""
    said_at: str = ""
    said_on: date | None = None
    time_zone: str | None = None


def prefer(book: Book, command: Prefer) -> None:
    """Keep it; what they like now goes before what they liked before.

    Raises Invalid for what cannot be, Missing for somebody who is not there.
    """
    person = get_person(book, command.person_id)
    _check(book, command)
    begin_batch(book, "prefer", person.name)
    _keep(book, command.person_id, _said(book, command))
    _settle(book, command)


def keep_said(book: Book, command: Prefer) -> None:
    """The same as part of another change, as `keep_in_passing` does. Raises Invalid."""
    _check(book, command)
    keep_in_passing(book, command.person_id, _said(book, command))
    _settle(book, command)


def keep_in_passing(book: Book, person_id: int, said: Iterable[Preference]) -> None:
    """What was said of channels beside other things, the best first, before what they liked before.

    Of a channel that is said again, hours, words and purposes stay as they were where none are named.
    """
    held = {(one.channel, one.never): one for one in preferences_of(book, person_id)}
    _keep(book, person_id, (_completed(one, held.get((one.channel, one.never))) for one in said))


def _completed(said: Preference, before: Preference | None) -> Preference:
    if before is None:
        return said
    return replace(
        said,
        hours=said.hours or before.hours,
        words=said.words or before.words,
        said_at=said.said_at if said.words else said.said_at or before.said_at,
        purposes=said.purposes or before.purposes,
    )


def _settle(book: Book, command: Prefer) -> None:
    if command.time_zone is not None:
        change_bearing(book, command.person_id, time_zone=command.time_zone)
    welcome(book, command.person_id)


def _keep(book: Book, person_id: int, said: Iterable[Preference]) -> None:
    """What they said now by channel, and then what they liked before, behind it."""
    now = {one.channel: one for one in said}
    held = preferences_of(book, person_id)
    before = [one for one in held if not one.never and one.known_by is KnownBy.TOLD]
    liked = [one for one in now.values() if not one.never]
    behind = [one for one in before if one.channel not in now] if liked else []
    ranked = [replace(one, rank=rank) for rank, one in enumerate((*liked, *behind), 1)]
    for preference in (*ranked, *(one for one in now.values() if one.never)):
        set_preference(book, person_id, preference)


def _said(book: Book, command: Prefer) -> Iterator[Preference]:
    """What they said now by channel, the liked ones first."""
    now = Preference(
        channel=Channel.CALL,
        said_on=command.said_on or book.today,
        purposes=command.purposes,
        words=" ".join(command.words.split()),
        said_at=" ".join(command.said_at.split()),
    )
    for channel in command.liked:
        yield replace(now, channel=channel, hours=command.hours)
    for channel in command.never:
        yield replace(now, channel=channel, never=True)


def _check(book: Book, command: Prefer) -> None:
    if not command.liked and not command.never and command.time_zone is None:
        raise Invalid("Say by which channel: one that they like, or one that they never want.")
    if both := set(command.liked) & set(command.never):
        raise Invalid(f"{min(both).value} cannot be liked and never at once.")
    if command.never and not command.liked and command.hours is not None:
        raise Invalid("Never is at no hour; name the hours with a channel that they like.")
    day_on_which(book, command.said_on, "they said it")
    if max(len(command.words), len(command.said_at)) > _LONGEST:
        raise Invalid(f"What they said is longer than {_LONGEST} characters; keep the words that matter.")
    if command.time_zone:
        check_zone(command.time_zone)


def check_zone(name: str) -> None:
    """Raise Invalid for what is no time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(f"{name!r} is no time zone; write one like Europe/Lisbon.") from error


def forget_said(book: Book, person_id: int, channels: Collection[Channel]) -> None:
    """Take back what was kept of some channels. Raises Missing where nothing was of one."""
    person = get_person(book, person_id)
    held = {one.channel for one in preferences_of(book, person_id)}
    if unsaid := sorted(set(channels) - held):
        raise Missing(f"Nothing is written down of {person.name} and {unsaid[0]}; see 'keepwarm reach'.")
    begin_batch(book, "forget", person.name)
    for channel in sorted(channels):
        forget_preference(book, person_id, channel.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChannels:
    """What the owner does not use, and how they ask; None leaves it, an empty sentence takes it back."""

    unused: frozenset[Channel] | None = None
    asking_sentence: str | None = None


def choose_own_channels(book: Book, command: OwnChannels) -> None:
    """Keep what the owner uses and asks with. Raises Invalid for what cannot be."""
    if command.unused is not None and command.unused >= frozenset(Channel):
        raise Invalid("Nobody can be reached by no channel at all; leave one that you use.")
    sentence = None if command.asking_sentence is None else " ".join(command.asking_sentence.split())
    if sentence and len(sentence) > _LONGEST:
        raise Invalid(f"Your sentence is longer than {_LONGEST} characters; ask in fewer words.")
    begin_batch(book, "settings", "your channels")
    if command.unused is not None:
        choose_setting(book, CHANNELS_UNUSED, ",".join(sorted(command.unused)) or None)
    if sentence is not None:
        choose_setting(book, ASKING_SENTENCE, sentence or None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWays:
    """The owner's own: channels that they do not use, the sentence (empty for none), the habit."""

    unused: frozenset[Channel]
    asking_sentence: str
    habit: OneChannel | None


def own_ways(book: Book) -> OwnWays:
    """Read them; four statements."""
    return OwnWays(
        unused=channels_unused(book),
        asking_sentence=find_setting(book, ASKING_SENTENCE) or "",
        habit=owner_habit(book),
    )
