"""One person's counted events in order of time: all that the model ever looks at.

A meeting or an answered call is one event out and one in at the same time, the one out first.
Times are days since the epoch on the owner's wall clock (`dates.local_days`); the whole part is the
contact day.
"""

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Container, Hashable, Iterable
from dataclasses import dataclass
from itertools import compress, groupby
from math import floor
from operator import eq, itemgetter
from typing import Literal, NamedTuple, Self

from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import MOST_RECIPIENTS, Direction

Way = Literal["out", "in"]

OUT, IN = _BOTH = 0, 1
"""A side as a number: the last bit of a way."""

_VERSION = 1
_BYTES_AN_EVENT = 10
_MOST_CHANNELS = 127
_CAME_IN = bytes(way & 1 for way in range(256))
_WENT_OUT = bytes(1 - way & 1 for way in range(256))


class Event(NamedTuple):
    """Something that counts, one way; `channel` is a Channel's value in a book."""

    t: float
    direction: Way
    channel: Hashable
    n_recipients: int


_Row = tuple[float, Hashable, int, int]
"""An event in the order in which events are put: time, channel, recipients, side."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class History:
    """Events in order of time, column by column, and the contact days they make.

    Made by `History.of`, `history_of` or `unpack`, which put the events in order and leave out what does not
    count; the constructor takes them as they are. The way of an event is twice the place of its channel
    among `channels`, and one more for what came in. The columns are what the model goes through: of a
    hundred thousand events one object each would cost more than all of its arithmetic.
    """

    times: tuple[float, ...] = ()
    ways: bytes = b""
    recipients: bytes = b""
    channels: tuple[Hashable, ...] = ()
    days: tuple[int, ...] = ()
    """The contact days, each once, ascending."""

    @classmethod
    def of(cls, events: Iterable[Event]) -> Self:
        """Put events in order, without those to more than ten recipients.

        Events at the same time are ordered by channel, recipients and then out before in, so that
        the order in which they came does not matter and a mutual interaction stays together.
        """
        return cls()._spliced(0, 0, sorted(map(_row_of, filter(_counts, events)), key=_order))

    @property
    def events(self) -> tuple[Event, ...]:
        """The events one by one: for who looks at a few."""
        kinds = [(direction, channel) for channel in self.channels for direction in _SIDES]
        rows = zip(self.times, self.ways, self.recipients, strict=True)
        return tuple([Event(t, *kinds[way], recipients) for t, way, recipients in rows])

    @property
    def sides(self) -> bytes:
        """Who spoke, event by event: OUT or IN."""
        return self.ways.translate(_CAME_IN)

    @property
    def meetings(self) -> list[int]:
        """The places of the first halves of mutual interactions: one out and one in, as one."""
        ways, times = self.ways, self.times
        at_once = compress(range(len(times)), map(eq, times, times[1:]))
        return [place for place in at_once if not ways[place] & 1 and ways[place + 1] == ways[place] + 1]

    def times_of(self, way: Way) -> list[float]:
        """When there was something one way."""
        return list(compress(self.times, self.ways.translate(_CAME_IN if way == "in" else _WENT_OUT)))

    def channel_at(self, place: int) -> Hashable:
        """The channel of one event."""
        return self.channels[self.ways[place] >> 1]

    def ways_by(self, channels: Container[Hashable]) -> frozenset[int]:
        """The ways of events by one of these channels."""
        places = [place for place, channel in enumerate(self.channels) if channel in channels]
        return frozenset(2 * place + side for place in places for side in _BOTH)

    def last_on(self, channels: Container[Hashable]) -> int | None:
        """The last day on which there was something by one of these channels."""
        ways = self.ways_by(channels)
        last = max(map(self.ways.rfind, ways), default=-1)
        return floor(self.times[last]) if last >= 0 else None

    def before(self, now: float) -> Self:
        """The part strictly before `now`: an event at `now` itself has not happened yet."""
        if not self.times or self.times[-1] < now:
            return self
        return self._part(0, bisect_left(self.times, now))

    def joined_by(self, events: Iterable[Event]) -> Self:
        """The history with these events too, whenever they were; the rest is not looked at again."""
        found = self
        for t, new in groupby(filter(_counts, events), itemgetter(0)):
            start, end = bisect_left(found.times, t), bisect_right(found.times, t)
            at_once = map(_row_of, [*found._part(start, end).events, *new])
            found = found._spliced(start, end, sorted(at_once, key=_order))
        return found

    def _part(self, start: int, end: int) -> Self:
        times = self.times[start:end]
        first = bisect_left(self.days, floor(times[0])) if times else 0
        last = bisect_right(self.days, floor(times[-1])) if times else 0
        return type(self)(
            times=times,
            ways=self.ways[start:end],
            recipients=self.recipients[start:end],
            channels=self.channels,
            days=self.days[first:last],
        )

    def _spliced(self, start: int, end: int, rows: list[_Row]) -> Self:
        """The history with these rows in place of its own from one place to another, which are among them."""
        if not rows:
            return self
        between, words, counts, sides = zip(*rows, strict=True)
        channels = tuple(dict.fromkeys((*self.channels, *words)))
        if len(channels) > _MOST_CHANNELS:
            raise ValueError(f"a history knows up to {_MOST_CHANNELS} channels, not {len(channels)}")
        places = {channel: 2 * place for place, channel in enumerate(channels)}
        ways = bytes([places[channel] + side for channel, side in zip(words, sides, strict=True)])
        times = (*self.times[:start], *between, *self.times[end:])
        return type(self)(
            times=times,
            ways=b"".join((self.ways[:start], ways, self.ways[end:])),
            recipients=b"".join((self.recipients[:start], bytes(counts), self.recipients[end:])),
            channels=channels,
            days=tuple(sorted({*self.days, *map(floor, between)})),
        )

    def __eq__(self, other: object) -> bool:
        """Whether the same events are in it, whatever their channels are numbered by."""
        return isinstance(other, History) and self.times == other.times and self.events == other.events

    def __hash__(self) -> int:
        return hash(self.times)

    def pack(self) -> bytes:
        """The history in ten bytes an event, exactly.

        Little-endian: the version (1 byte), the number of channels (1), each channel (length, UTF-8),
        all times (8 bytes each, IEEE 754), all ways (channel × 2, plus 1 for in), all recipients.
        Raises ValueError for a channel that is not a word.
        """
        return b"".join(
            (
                bytes((_VERSION, len(self.channels))),
                *map(_packed_word, self.channels),
                struct.pack(f"<{len(self.times)}d", *self.times),
                self.ways,
                self.recipients,
            )
        )

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Read what `pack` wrote; raises ValueError for anything else."""
        if len(packed) < 2 or packed[0] != _VERSION:
            raise ValueError(f"not a history of version {_VERSION}")
        channels, start = _unpacked_words(packed)
        count, rest = divmod(len(packed) - start, _BYTES_AN_EVENT)
        if rest:
            raise ValueError(f"a history that ends within an event: {rest} bytes too many")
        times = struct.unpack_from(f"<{count}d", packed, start)
        ways = packed[start + 8 * count : start + 9 * count]
        if count and max(ways) >= 2 * len(channels):
            raise ValueError("a history with an event on a channel that it does not name")
        return cls(
            times=times,
            ways=ways,
            recipients=packed[start + 9 * count :],
            channels=channels,
            days=_days_of(times),
        )


_SIDES: tuple[Way, Way] = ("out", "in")


def history_of(interactions: Iterable[tuple[float, Direction, Channel, int]]) -> History:
    """The history of one person from `(t, direction, channel, recipients)`, in any order.

    A mutual interaction becomes an event out and an event in; what went to more than ten is left out.
    """
    rows = [
        (t, channel.value, recipients, side)
        for t, direction, channel, recipients in interactions
        if recipients <= MOST_RECIPIENTS
        for side in _SIDES_OF[direction]
    ]
    return History()._spliced(0, 0, sorted(rows))


def events_of(t: float, direction: Direction, channel: Channel, recipients: int) -> list[Event]:
    """An interaction as the model sees it: one event, or one out and one in."""
    return [Event(t, _SIDES[side], channel.value, recipients) for side in _SIDES_OF[direction]]


_SIDES_OF: dict[Direction, tuple[int, ...]] = {
    Direction.OUT: (OUT,),
    Direction.IN: (IN,),
    Direction.MUTUAL: (OUT, IN),
}


def _counts(event: Event) -> bool:
    return event.n_recipients <= MOST_RECIPIENTS


def _row_of(event: Event) -> _Row:
    return event.t, event.channel, event.n_recipients, IN if event.direction == "in" else OUT


def _order(row: _Row) -> tuple[float, str, int, int]:
    return row[0], str(row[1]), row[2], row[3]


def _days_of(times: Iterable[float]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(map(floor, times)))


def _packed_word(channel: Hashable) -> bytes:
    if not isinstance(channel, str):
        raise ValueError(f"only a channel that is a word can be packed, not {channel!r}")
    word = channel.encode()
    return bytes((len(word),)) + word


def _unpacked_words(packed: bytes) -> tuple[tuple[str, ...], int]:
    """The channels, and where the times begin."""
    words: list[str] = []
    at = 2
    for _ in range(packed[1]):
        end = at + 1 + packed[at] if at < len(packed) else at + 1
        if end > len(packed):
            raise ValueError("a history that ends within its channels")
        words.append(packed[at + 1 : end].decode())
        at = end
    return tuple(words), at
