"""`keepwarm log`: a conversation, and what came of it."""

from datetime import date, datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, open_book
from keepwarm.cli.output import say
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Side
from keepwarm.translations.days import parse_past_day, split_day
from keepwarm.translations.english import CHANNELS
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.log_interaction import (
    LogInteraction,
    NewPromise,
    NewStep,
    log_interaction,
    time_of_talk,
)

_CHANNEL = click.Choice([channel.value for channel in Channel])


@click.command("log")
@click.argument("person", type=PersonName())
@click.option("--by", "channel", type=_CHANNEL, required=True, help="The channel.")
@click.option("--in", "direction", flag_value=Direction.IN.value, help="They were in touch.")
@click.option(
    "--out", "direction", flag_value=Direction.OUT.value, help="You were in touch, and await an answer."
)
@click.option(
    "--both", "direction", flag_value=Direction.MUTUAL.value, help="You spoke (where nothing is said)."
)
@click.option("--on", metavar="DAY", help="The day, if not today: yesterday's date, or 2026-11-20.")
@click.option("--minutes", type=int, help="How long.")
@click.option("--note", default="", help="What it was about.")
@click.option("--promise", "mine", multiple=True, metavar="'… by DAY'", help="What you promised.")
@click.option("--promised", "theirs", multiple=True, metavar="'… by DAY'", help="What they promised you.")
@click.option("--next", "step", metavar="'… on DAY'", help="The next contact, placed while still talking.")
@click.option(
    "--prefers", type=_CHANNEL, multiple=True, help="They said they like this channel; may be given again."
)
@click.option(
    "--never", type=_CHANNEL, multiple=True, help="They said never by this channel; may be given again."
)
@at_option
@book_option
def log_command(
    person: str,
    channel: str,
    direction: str | None,
    on: str | None,
    minutes: int | None,
    note: str,
    mine: tuple[str, ...],
    theirs: tuple[str, ...],
    step: str | None,
    prefers: tuple[str, ...],
    never: tuple[str, ...],
    at: datetime | None,
    book: str | None,
) -> None:
    """Log a conversation with somebody, and what came of it.

    \b
    keepwarm log "Ada Lovelace" --by call --minutes 20 --note "She is moving to Lisbon"
    keepwarm log ada --by email --out --promise "the mechanic's number by friday"
    keepwarm log ada --by in-person --next "ask about the move on 2026-12-01" --prefers text --never call
    """
    with open_book(book, at, writing=True) as opened:
        today = opened.today
        row = find_person(opened, person)
        command = LogInteraction(
            person_id=row.person_id,
            channel=Channel(channel),
            direction=Direction(direction or Direction.MUTUAL),
            at=time_of_talk(opened, None if on is None else parse_past_day(on, today), minutes),
            minutes=minutes,
            note=note,
            promises=(
                *(_promise(words, Side.MINE, today) for words in mine),
                *(_promise(words, Side.THEIRS, today) for words in theirs),
            ),
            next_step=None if step is None else _step(step, today),
            prefers=tuple(Channel(one) for one in prefers),
            never=tuple(Channel(one) for one in never),
        )
        log_interaction(opened, command)
        name = row.name
    say(f"Logged: {name}, {CHANNELS[command.channel]}.")


def _promise(words: str, side: Side, today: date) -> NewPromise:
    text, due_on = split_day(words, "by", today)
    if not text:
        raise Invalid('A promise needs words: --promise "the mechanic\'s number by friday".')
    return NewPromise(text=text, side=side, due_on=due_on)


def _step(words: str, today: date) -> NewStep:
    text, due_on = split_day(words, "on", today)
    return NewStep(text=text, due_on=due_on)
