"""One person's counted events in order of time: all that the model ever looks at.

A meeting or an answered call is one event out and one in at the same time, the one out first.
Times are days since the epoch on the owner's wall clock (`dates.local_days`); the whole part is the
contact day.
"""

import struct
from bisect import bisect_left
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from math import floor
from operator import attrgetter
from typing import Literal, NamedTuple, Self

from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import MOST_RECIPIENTS, Direction

Way = Literal["out", "in"]

_VERSION = 1
_BYTES_AN_EVENT = 10
_time_of = attrgetter("t")


class Event(NamedTuple):
    """Something that counts, one way; `channel` is a Channel's value in a book."""

    t: float
    direction: Way
    channel: Hashable
    n_recipients: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Events in order of time, and the contact days they make.

    Made by `History.of`, `history_of` or `unpack`, which put the events in order and leave out what
    does not count; the constructor takes them as they are.
    """

    events: tuple[Event, ...] = ()
    days: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """The contact days, each once, ascending."""

    def __post_init__(self) -> None:
        days = tuple(dict.fromkeys([floor(event[0]) for event in self.events]))
        object.__setattr__(self, "days", days)  # a frozen dataclass has no other way to fill it

    @classmethod
    def of(cls, events: Iterable[Event]) -> Self:
        """Put events in order, without those to more than ten recipients.

        Events at the same time are ordered by channel, recipients and then out before in, so that
        the order in which they came does not matter and a mutual interaction stays together.
        """
        counted = [event for event in events if event.n_recipients <= MOST_RECIPIENTS]
        counted.sort(key=lambda e: (e.t, str(e.channel), e.n_recipients, e.direction == "in"))
        return cls(events=tuple(counted))

    def before(self, now: float) -> Self:
        """The part strictly before `now`: an event at `now` itself has not happened yet."""
        if not self.events or self.events[-1].t < now:
            return self
        return type(self)(events=self.events[: bisect_left(self.events, now, key=_time_of)])

    def pack(self) -> bytes:
        """The history in ten bytes an event, exactly.

        Little-endian: the version (1 byte), the number of channels (1), each channel (length, UTF-8),
        all times (8 bytes each, IEEE 754), all ways (channel × 2, plus 1 for in), all recipients.
        Raises ValueError for a channel that is not a word, or for more than 127 of them.
        """
        channels = list(dict.fromkeys(event.channel for event in self.events))
        if len(channels) > 127:
            raise ValueError(f"a history knows up to 127 channels, not {len(channels)}")
        ways = {channel: 2 * place for place, channel in enumerate(channels)}
        return b"".join(
            (
                bytes((_VERSION, len(channels))),
                *(_packed_word(channel) for channel in channels),
                struct.pack(f"<{len(self.events)}d", *(event.t for event in self.events)),
                bytes(ways[event.channel] + (event.direction == "in") for event in self.events),
                bytes(event.n_recipients for event in self.events),
            )
        )

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Read what `pack` wrote; raises ValueError for anything else."""
        if len(packed) < 2 or packed[0] != _VERSION:
            raise ValueError(f"not a history of version {_VERSION}")
        kinds, start = _unpacked_kinds(packed)
        count, rest = divmod(len(packed) - start, _BYTES_AN_EVENT)
        if rest:
            raise ValueError(f"a history that ends within an event: {rest} bytes too many")
        times = struct.unpack_from(f"<{count}d", packed, start)
        ways = packed[start + 8 * count : start + 9 * count]
        recipients = packed[start + 9 * count :]
        directions, channels = [kinds[way][0] for way in ways], [kinds[way][1] for way in ways]
        rows = zip(times, directions, channels, recipients, strict=True)
        return cls(events=tuple(map(Event._make, rows)))


def history_of(interactions: Iterable[tuple[float, Direction, Channel, int]]) -> History:
    """The history of one person from `(t, direction, channel, recipients)`, in any order.

    A mutual interaction becomes an event out and an event in; what went to more than ten is left out.
    """
    return History.of(
        Event(t, way, channel.value, recipients)
        for t, direction, channel, recipients in interactions
        for way in _WAYS[direction]
    )


_WAYS: dict[Direction, tuple[Way, ...]] = {
    Direction.OUT: ("out",),
    Direction.IN: ("in",),
    Direction.MUTUAL: ("out", "in"),
}


def is_mutual(first: Event, second: Event) -> bool:
    """Whether two events in a row are the two halves of one mutual interaction."""
    return (
        first.direction == "out"
        and second.direction == "in"
        and first.t == second.t
        and first.channel == second.channel
    )


def _packed_word(channel: Hashable) -> bytes:
    if not isinstance(channel, str):
        raise ValueError(f"only a channel that is a word can be packed, not {channel!r}")
    word = channel.encode()
    return bytes((len(word),)) + word


def _unpacked_kinds(packed: bytes) -> tuple[list[tuple[Way, str]], int]:
    """What each value of a way byte means, and where the times begin."""
    kinds: list[tuple[Way, str]] = []
    at = 2
    for _ in range(packed[1]):
        end = at + 1 + packed[at] if at < len(packed) else at + 1
        if end > len(packed):
            raise ValueError("a history that ends within its channels")
        channel = packed[at + 1 : end].decode()
        kinds += [("out", channel), ("in", channel)]
        at = end
    return kinds, at
