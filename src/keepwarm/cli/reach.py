"""`reach`, `prefer`, `channels`: how to reach somebody, what they said of it, and the owner's own ways."""

from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.channel_advice import Advised
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import Preference
from keepwarm.domain.week_hours import WeekHours
from keepwarm.storage.book import Book
from keepwarm.translations.advice import (
    ASKING_SENTENCE,
    KNOWN,
    PURPOSES,
    first_line,
    habit_in_words,
    liking_in_words,
    said_in_words,
)
from keepwarm.translations.english import CHANNELS, sentence
from keepwarm.translations.own_hours import parse_week_hours
from keepwarm.translations.own_ways import HeardWays, hear_ways
from keepwarm.usecases.advise_channel import ChannelAdvice, advise_channel, handles_for, link_with
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.prefer import (
    OwnChannels,
    OwnWays,
    Prefer,
    choose_own_channels,
    forget_said,
    own_ways,
    prefer,
)

_CHANNEL = click.Choice([channel.value for channel in Channel])


class _PurposeWords(click.Choice[str]):
    """A purpose by its own name, or by the words that their page has for it."""

    name = "purpose"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name of the purpose."""
        said = " ".join(str(value).lower().split())
        named = {words.lower(): purpose.value for purpose, words in PURPOSES.items()}
        return super().convert(named.get(said, value), param, ctx)


_PURPOSE = _PurposeWords([purpose.value for purpose in Purpose])
_PURPOSE_HELP = "What it is for; in words too: " + ", ".join(f"'{one.lower()}'" for one in PURPOSES.values())


@click.command("reach")
@click.argument("person", type=PersonName())
@click.option("--for", "purpose", type=_PURPOSE, default=Purpose.KEEP_UP.value, help=f"{_PURPOSE_HELP}.")
@at_option
@json_option
@book_option
def reach_command(person: str, purpose: str, at: datetime | None, as_json: bool, book: str | None) -> None:
    """By which channel to reach somebody now, the best first, and why.

    \b
    keepwarm reach "Ada Lovelace"
    keepwarm reach "Ada Lovelace" --for ask
    """
    with open_book(book, at) as opened:
        row = find_person(opened, person)
        told = advise_channel(opened, row.person_id, Purpose(purpose))
        if as_json:
            write_json(_as_data(told, opened))
        else:
            _write(told, opened)


def _write(told: ChannelAdvice, book: Book) -> None:
    say(bold(told.page.name))
    if told.is_over:
        for remark in told.advice.remarks:
            say(f"    {sentence(remark, book.today)}")
        return
    for preference in told.page.preferences:
        say(f"    {liking_in_words(preference)} ({said_in_words(preference, book.today)})")
    if told.page.time_zone:
        say(f"    Their clock: {told.page.time_zone}.")
    for number, one in enumerate(told.advice.ranking, 1):
        held = handles_for(told, one.channel)
        reach = f"  {held[0].value}" if held else ""
        say(f"{number:>2}. {bold(CHANNELS[one.channel])}{reach}   ({KNOWN[one.known_by]})")
        for reason in (one.reason, *one.remarks):
            say(f"    {sentence(reason, book.today)}")
    for remark in told.advice.remarks:
        say(f"    {sentence(remark, book.today)}")
    if told.advice.rests_until is not None:
        say(f"    Two words had no answer; leave them in peace until {told.advice.rests_until}.")
    if told.asks_how:
        say(f"Next: ask how they like to be reached. “{_asking(told)}”")


def _asking(told: ChannelAdvice) -> str:
    return told.page.asking_sentence or ASKING_SENTENCE


def _as_data(told: ChannelAdvice, book: Book) -> dict[str, object]:
    return {
        "person": told.page.name,
        "id": public_id(told.page.person_id),
        "for": told.advice.purpose,
        "told": [_preference_as_data(preference) for preference in told.page.preferences],
        "time_zone": told.page.time_zone,
        "channels": [_advised_as_data(one, told, book) for one in told.advice.ranking],
        "remarks": list(told.advice.remarks),
        "rests_until": told.advice.rests_until,
        "ask": _asking(told) if told.asks_how else None,
    }


def _preference_as_data(preference: Preference) -> dict[str, object]:
    return {
        "channel": preference.channel,
        "never": preference.never,
        "rank": preference.rank,
        "known_by": preference.known_by,
        "purposes": sorted(preference.purposes),
        "hours": None if preference.hours is None else str(preference.hours),
        "said_on": preference.said_on,
        "said_at": preference.said_at,
        "words": preference.words,
    }


def _advised_as_data(one: Advised, told: ChannelAdvice, book: Book) -> dict[str, object]:
    line = first_line(one, told.page.called, _asking(told) if told.asks_how else "")
    return {
        "channel": one.channel,
        "known_by": one.known_by,
        "reason": one.reason,
        "remarks": list(one.remarks),
        "asks_for": one.asks_for,
        "from": one.from_time,
        "handles": [handle.value for handle in handles_for(told, one.channel)],
        "first_line": line,
        "link": link_with(told, one.channel, line),
        "words": [sentence(reason, book.today) for reason in (one.reason, *one.remarks)],
    }


@click.command("prefer")
@click.argument("person", type=PersonName())
@click.argument("liked", nargs=-1, type=_CHANNEL, metavar="[CHANNEL]...")
@click.option("--never", multiple=True, type=_CHANNEL, help="A channel that they never want.")
@click.option(
    "--for", "purposes", multiple=True, type=_PURPOSE, help="Only for this; for everything if left out."
)
@click.option("--hours", metavar="HOURS", help="When, by their clock: weekdays after six.")
@click.option("--words", default="", help="What they said, in their words.")
@click.option("--said-at", default="", help="Where they said it: at the fair.")
@click.option(
    "--said-on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="When they said it; today."
)
@click.option("--zone", metavar="ZONE", help="Where they live, as Europe/Lisbon; '' where it is not known.")
@click.option("--forget", "forgotten", multiple=True, type=_CHANNEL, help="Take back what you noted of it.")
@at_option
@book_option
def prefer_command(
    person: str,
    liked: tuple[str, ...],
    never: tuple[str, ...],
    purposes: tuple[str, ...],
    hours: str | None,
    words: str,
    said_at: str,
    said_on: datetime | None,
    zone: str | None,
    forgotten: tuple[str, ...],
    at: datetime | None,
    book: str | None,
) -> None:
    """Write down how somebody likes to be reached, the best CHANNEL first, as they told you.

    \b
    keepwarm prefer "Ada Lovelace" text call --hours "mon-fri 18:00-20:00" --said-at "at the fair"
    keepwarm prefer "Ada Lovelace" --never email --words "my inbox is a graveyard"
    keepwarm prefer "Ada Lovelace" --forget email
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        if forgotten:
            forget_said(opened, row.person_id, set(map(Channel, forgotten)))
        if liked or never or zone is not None or not forgotten:
            heard = HeardWays() if liked or never else hear_ways(words)
            command = Prefer(
                person_id=row.person_id,
                liked=tuple(map(Channel, dict.fromkeys(liked))) or heard.liked,
                never=tuple(map(Channel, dict.fromkeys(never))) or heard.never,
                purposes=frozenset(map(Purpose, purposes)),
                hours=heard.hours if hours is None else _read_hours(hours),
                words=words,
                said_at=said_at,
                said_on=None if said_on is None else said_on.date(),
                time_zone=zone,
            )
            prefer(opened, command)
    say(f"Noted how {row.name} likes to be reached.")


def _read_hours(written: str) -> WeekHours:
    hours = parse_week_hours(written)
    if hours is None:
        raise Invalid(
            f"{written!r} are no hours of a week; write them like 'mon-fri 18:00-20:00' or "
            "'weekdays after six'."
        )
    return hours


@click.command("channels")
@click.option("--unused", multiple=True, type=_CHANNEL, help="A channel that you do not use.")
@click.option("--used", multiple=True, type=_CHANNEL, help="A channel that you use after all.")
@click.option("--asking", help="Your sentence for asking how somebody likes to be reached; '' for ours.")
@at_option
@json_option
@book_option
def channels_command(
    unused: tuple[str, ...],
    used: tuple[str, ...],
    asking: str | None,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """Your own ways: channels you do not use, how you ask, and whether one channel serves for everybody.

    \b
    keepwarm channels
    keepwarm channels --unused social --asking "How do you like to be reached?"
    """
    changes = bool(unused or used or asking is not None)
    with open_book(book, at, writing=changes) as opened:
        if changes:
            left = (own_ways(opened).unused | set(map(Channel, unused))) - set(map(Channel, used))
            choose_own_channels(
                opened, OwnChannels(unused=left if unused or used else None, asking_sentence=asking)
            )
        own = own_ways(opened)
    if as_json:
        write_json({"unused": sorted(own.unused), "asking": _own_sentence(own), "habit": own.habit})
        return
    if own.unused:
        say(f"You do not use: {', '.join(sorted(own.unused))}.")
    say(f"You ask: “{_own_sentence(own)}”")
    say(habit_in_words(own.habit))


def _own_sentence(own: OwnWays) -> str:
    return own.asking_sentence or ASKING_SENTENCE
