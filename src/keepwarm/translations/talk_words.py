"""What is logged of a talk, said back: line by line, or in a few words once it was kept."""

from collections.abc import Iterator, Sequence
from datetime import date

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import FavourState
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Side
from keepwarm.domain.week_hours import WeekHours
from keepwarm.translations.english import CHANNELS, FACTS
from keepwarm.translations.values import day_in_words, plural
from keepwarm.usecases.log_interaction import LogInteraction, NewFavour, NewStep

TALKS = {
    Channel.IN_PERSON: "a meeting",
    Channel.VIDEO: "a video call",
    Channel.CALL: "a call",
    Channel.TEXT: "a text",
    Channel.CHAT: "a chat",
    Channel.EMAIL: "an e-mail",
    Channel.SOCIAL: "a message",
    Channel.POST: "a letter",
}
FAVOUR_LINES: dict[tuple[Side, FavourState], str] = {
    (Side.MINE, FavourState.DONE): "I gave",
    (Side.MINE, FavourState.OFFERED): "I offered",
    (Side.MINE, FavourState.WANTED): "They asked me for",
    (Side.THEIRS, FavourState.DONE): "They gave",
    (Side.THEIRS, FavourState.OFFERED): "They offered",
    (Side.THEIRS, FavourState.WANTED): "I asked them for",
}
"""What a give or an ask is called that comes up in a talk, by whose it is and how far it came."""

SHARES = {
    10: "almost only them",
    25: "mostly them",
    50: "about half each",
    75: "mostly you",
    90: "almost only you",
}


def in_short(command: LogInteraction) -> str:
    """What was kept, in a few words: a call, 20 minutes, a fact, two promises."""
    minutes = () if command.minutes is None else (plural(command.minutes, "minute"),)
    step = () if command.next_step is None else ("the next step",)
    gives = sum(favour.state is not FavourState.WANTED for favour in command.favours)
    said = (
        _counted(len(command.facts), "a fact"),
        _counted(len(command.promises), "a promise"),
        *step,
        _counted(gives, "a give"),
        _counted(len(command.favours) - gives, "an ask"),
        "how they like to be reached" if command.reached or command.prefers or command.never else "",
    )
    return ", ".join((TALKS[command.channel], *minutes, *filter(None, said)))


def day_not_understood(words: str) -> str:
    """That the words named a day which could not be read, and how it can be said."""
    return f"On which day it was is not understood from “{words}”; say 5 march, 2026-03-05 or 3 days ago"


def left_in_note(names: Sequence[str]) -> str:
    """Who was named and is not among those whom the talk was with."""
    left = " and ".join(names)
    return f". {left} stayed in the note alone: not found, or several are called so" if names else ""


def _counted(count: int, one: str) -> str:
    noun = one.split(" ", 1)[1]
    return "" if count == 0 else one if count == 1 else plural(count, noun)


def line_by_line(command: LogInteraction, today: date) -> Iterator[str]:
    """What is kept, a line for each piece, as its reader can check it."""
    yield _of_the_talk(command, today)
    for fact in command.facts:
        yield f"{FACTS[fact.kind].capitalize()}: {fact.text}"
    for promise in command.promises:
        who = "You promised" if promise.side is Side.MINE else "They promised"
        yield f"{who}: {promise.text}{_due(promise.due_on, today)}"
    if (step := command.next_step) is not None:
        yield step_line(step, today)
    for favour in command.favours:
        yield f"{favour_words(favour)}: {favour.text}"
    yield from _of_channels(command)


def step_line(step: NewStep, today: date) -> str:
    """The next contact: how, what and when."""
    by = "" if step.channel is None else f" {CHANNELS[step.channel]}"
    return f"Next{by}: {step.text or 'be in touch'}{_due(step.due_on, today)}"


def _of_the_talk(command: LogInteraction, today: date) -> str:
    minutes = "" if command.minutes is None else f", {plural(command.minutes, 'minute')}"
    spoke = {
        Direction.MUTUAL: "both of you spoke",
        Direction.OUT: "you were in touch",
        Direction.IN: "they were",
    }
    share = "" if command.my_share is None else f", {share_words(command.my_share)} talking"
    on = day_in_words(command.at.date(), today)
    return f"{CHANNELS[command.channel].capitalize()}{minutes}, {on}, {spoke[command.direction]}{share}"


def _of_channels(command: LogInteraction) -> Iterator[str]:
    for said in command.reached:
        hours = "" if said.hours is None else f", {hours_words(said.hours)}"
        yield f"{'Never' if said.never else 'Likes to be reached'} {CHANNELS[said.channel]}{hours}"
    for channel in command.prefers:
        yield f"Likes to be reached {CHANNELS[channel]}"
    for channel in command.never:
        yield f"Never {CHANNELS[channel]}"


def favour_words(favour: NewFavour) -> str:
    """What a give or an ask is called."""
    return FAVOUR_LINES.get((favour.side, favour.state), "A favour")


def share_words(share: int) -> str:
    """How much of the talking was the owner's, in words; the figure stands nowhere."""
    return SHARES[min(SHARES, key=lambda known: abs(known - share))]


def hours_words(hours: WeekHours) -> str:
    """The hours of a channel, as they are written: mon-fri 18:00-24:00."""
    return str(hours)


def _due(on: date | None, today: date) -> str:
    return "" if on is None else f" ({day_in_words(on, today)})"
