"""`keepwarm log`: a conversation, and what came of it, in a sentence or by options."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, open_book
from keepwarm.cli.output import say
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Side
from keepwarm.domain.talk import Talk
from keepwarm.storage.book import Book
from keepwarm.translations.days import parse_past_day, split_day
from keepwarm.translations.english import CHANNELS
from keepwarm.translations.talk_grammar import read_talk
from keepwarm.translations.talk_words import day_not_understood, line_by_line, step_line
from keepwarm.usecases.find_person import Named, find_person
from keepwarm.usecases.log_interaction import (
    LogInteraction,
    NewPromise,
    NewStep,
    log_interaction,
    plan_step,
    time_of_talk,
)
from keepwarm.usecases.tell_talk import Otherwise, find_others, find_told, told_step, told_talk

_CHANNEL = click.Choice([channel.value for channel in Channel])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """The options; they win over the words."""

    channel: str | None = None
    direction: str | None = None
    on: str | None = None
    minutes: int | None = None
    my_share: int | None = None
    note: str = ""
    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    step: str | None = None
    prefers: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@click.command("log")
@click.argument("person", type=PersonName())
@click.argument("words", required=False, default="")
@click.option("--by", "channel", type=_CHANNEL, help="The channel, where the words do not name it.")
@click.option("--in", "direction", flag_value=Direction.IN.value, help="They were in touch.")
@click.option(
    "--out", "direction", flag_value=Direction.OUT.value, help="You were in touch, and await an answer."
)
@click.option(
    "--both", "direction", flag_value=Direction.MUTUAL.value, help="You spoke (where nothing is said)."
)
@click.option(
    "--on",
    metavar="DAY",
    help="The day, if not today: yesterday, monday (the last one), 20 november, or 2026-11-20.",
)
@click.option("--minutes", type=int, help="How long.")
@click.option("--my-share", type=int, help="How much of the talking was yours, 0 to 100 in a hundred.")
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
@click.option("--keep-private", is_flag=True, help="Keep facts that touch health, faith or children, too.")
@click.option("--dry-run", is_flag=True, help="Show what is understood, and keep nothing.")
@at_option
@book_option
def log_command(
    person: str,
    words: str,
    keep_private: bool,
    dry_run: bool,
    at: datetime | None,
    book: str | None,
    **options: Any,
) -> None:
    """Log a conversation with somebody, and what came of it; in your words, by options, or both.

    \b
    keepwarm log "called Ada 20 min, she's moving to Lisbon, promised her the mechanic by friday"
    keepwarm log ada "lunch yesterday, never by phone, next: call her in 2 weeks" --dry-run
    keepwarm log "Ada Lovelace" --by call --minutes 20 --note "She is moving to Lisbon"
    keepwarm log ada --by email --out --promise "the mechanic's number by friday"
    """
    said = _Said(**options)
    with open_book(book, at, writing=not dry_run) as opened:
        talk = read_talk(words or ("" if said.channel else person), opened.today)
        row = _person(opened, person, talk) if not words else find_person(opened, person)
        if talk.is_only_planned and said == _Said():
            _plan(opened, row, talk, dry_run=dry_run)
            return
        command = _command(opened, row, talk, said, keep_private=keep_private)
        if not dry_run:
            log_interaction(opened, command)
        today, others = opened.today, find_others(opened, talk, row.person_id)
    names = " and ".join((row.name, *(one.name for one in others.known.values())))
    say(f"{'Would be logged' if dry_run else 'Logged'}: {names}, {CHANNELS[command.channel]}.")
    if talk.words:
        _say_what_was_understood(command, talk, today, dated=said.on is not None, keep_private=keep_private)
    for name in others.unknown:
        say(f"  In the note alone: {name}; nobody, or more than one, in your book is called so.")


def _plan(book: Book, row: Named, talk: Talk, *, dry_run: bool) -> None:
    """Keep the next step where the words tell of nothing else."""
    step = told_step(talk)
    if step is None:
        return
    if not dry_run:
        plan_step(book, row.person_id, step)
    say(
        f"{'Would be planned' if dry_run else 'Planned'}: {row.name}. It is still to come: no talk is logged."
    )
    say(f"  {step_line(step, book.today)}")


def _person(book: Book, person: str, talk: Talk) -> Named:
    """Whom it was with: named alone, with options beside, or within a sentence that is all there is."""
    if not talk.words:
        return find_person(book, person)
    if not (talk.channel or talk.direction or talk.who or talk.next_step):
        raise click.UsageError(
            'How were you in touch? Say it in words (keepwarm log ada "called, 20 min"), or with --by.'
        )
    return find_told(book, talk)


def _command(book: Book, row: Named, talk: Talk, said: _Said, *, keep_private: bool) -> LogInteraction:
    """The talk of the words, with what the options say in place of theirs, or beside it."""
    otherwise = Otherwise(channel=Channel(said.channel) if said.channel else None)
    told = told_talk(book, row.person_id, talk, otherwise, keep_private=keep_private)
    day = None if said.on is None else parse_past_day(said.on, book.today)
    minutes = told.minutes if said.minutes is None else said.minutes
    is_moved = said.on is not None or said.minutes is not None
    on = day or (talk.on.value if talk.on else None)
    return replace(
        told,
        channel=otherwise.channel or told.channel,
        direction=Direction(said.direction) if said.direction else told.direction,
        at=time_of_talk(book, on, minutes) if is_moved else told.at,
        minutes=minutes,
        my_share=told.my_share if said.my_share is None else said.my_share,
        note="\n".join(filter(None, (told.note, said.note))),
        promises=(
            *told.promises,
            *(_promise(words, Side.MINE, book.today) for words in said.mine),
            *(_promise(words, Side.THEIRS, book.today) for words in said.theirs),
        ),
        next_step=told.next_step if said.step is None else _step(said.step, book.today),
        prefers=tuple(Channel(one) for one in said.prefers),
        never=tuple(Channel(one) for one in said.never),
    )


def _say_what_was_understood(
    command: LogInteraction, talk: Talk, today: date, *, dated: bool, keep_private: bool
) -> None:
    """What was understood; `dated` says that the day was given beside the words."""
    for line in line_by_line(command, today):
        say(f"  {line}")
    if talk.unread_day and not dated:
        say(f"  {day_not_understood(talk.unread_day)}, or give it with --on.")
    for told in talk.facts:
        if told.value.sensitive and not keep_private:
            said = f"In the note alone, as it is private: {told.value.text}"
            say(f"  {said} (--keep-private keeps it as a fact)")
    if talk.rest:
        say(f"  In the note: {talk.rest}")


def _promise(words: str, side: Side, today: date) -> NewPromise:
    text, due_on = split_day(words, "by", today)
    if not text:
        raise Invalid('A promise needs words: --promise "the mechanic\'s number by friday".')
    return NewPromise(text=text, side=side, due_on=due_on)


def _step(words: str, today: date) -> NewStep:
    text, due_on = split_day(words, "on", today)
    return NewStep(text=text, due_on=due_on)
