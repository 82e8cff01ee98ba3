"""How a tie runs over three years: when they were in touch, on what, and who began.

Pure: the chance comes in as `rng`. Times are hours before now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction

SPAN_DAYS = 3 * 365


class Story(StrEnum):
    """The ways in which a tie runs."""

    CLOSE = "close"
    STEADY = "steady"
    FADING = "fading"
    OLD_FRIEND = "old friend"
    I_CARRY = "I carry it"
    THEY_CARRY = "they carry it"
    NEW = "new"
    WAITING = "waiting"
    ONCE = "once"
    WROTE_TO_ME = "wrote to me"
    RESEARCHED = "researched"
    LISTED = "listed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that passed, so many days before now."""

    days_ago: float
    channel: Channel
    direction: Direction
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    """Typical days between contacts, how long ago it began and ended, and how often they answer."""

    every: float = 30
    began: tuple[float, float] = (300, SPAN_DAYS)
    ended: tuple[float, float] = (0, 0)
    answered: float = 0.85
    mine: float = 0.5
    voice: float = 0.35


_PATTERNS = {
    Story.CLOSE: _Pattern(every=9, voice=0.6),
    Story.STEADY: _Pattern(every=38),
    Story.FADING: _Pattern(every=24, began=(500, SPAN_DAYS), ended=(70, 160)),
    Story.OLD_FRIEND: _Pattern(every=35, began=(900, SPAN_DAYS), ended=(500, 800), voice=0.5),
    Story.I_CARRY: _Pattern(every=30, answered=0.12, mine=1.0, voice=0.0),
    Story.THEY_CARRY: _Pattern(every=35, answered=0.15, mine=0.0, voice=0.0),
    Story.NEW: _Pattern(every=10, began=(15, 60), voice=0.5),
}

_WRITTEN = (Channel.EMAIL, Channel.TEXT, Channel.CHAT)
_VOICED = (Channel.CALL, Channel.IN_PERSON, Channel.VIDEO)


def moments(story: Story, rng: Random) -> Iterator[Moment]:
    """What passed in such a tie, in no order."""
    written = rng.choice(_WRITTEN)
    if story in _PATTERNS:
        yield from _run(_PATTERNS[story], written, rng)
    elif story is Story.WAITING:
        yield from _run(_Pattern(every=25, ended=(20, 30)), written, rng)
        yield Moment(days_ago=rng.uniform(9, 16), channel=written, direction=Direction.OUT)
    elif story is Story.ONCE:
        yield Moment(days_ago=rng.uniform(40, 900), channel=Channel.EMAIL, direction=Direction.OUT)
    elif story is Story.WROTE_TO_ME:
        yield Moment(days_ago=rng.uniform(2, 40), channel=Channel.EMAIL, direction=Direction.IN)


def _run(pattern: _Pattern, written: Channel, rng: Random) -> Iterator[Moment]:
    """A rhythm from its beginning to its end: talks, and messages that are answered or not."""
    ago = rng.uniform(*pattern.began)
    ended = rng.uniform(*pattern.ended)
    while ago > ended + 0.5:
        if rng.random() < pattern.voice:
            channel = rng.choice(_VOICED)
            minutes = rng.choice((10, 20, 30, 45, 90))
            yield Moment(days_ago=ago, channel=channel, direction=Direction.MUTUAL, minutes=minutes)
        else:
            yield from _exchange(pattern, written, ago, rng)
        ago -= rng.gammavariate(2.2, pattern.every / 2.2)


def _exchange(pattern: _Pattern, written: Channel, ago: float, rng: Random) -> Iterator[Moment]:
    first = Direction.OUT if rng.random() < pattern.mine else Direction.IN
    answer = Direction.IN if first is Direction.OUT else Direction.OUT
    yield Moment(days_ago=ago, channel=written, direction=first)
    if rng.random() < pattern.answered:
        yield Moment(days_ago=max(ago - rng.expovariate(1 / 1.2), 0.1), channel=written, direction=answer)
