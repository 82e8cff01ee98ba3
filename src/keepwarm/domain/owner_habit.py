"""Whether the owner uses one channel for everybody, and what these people would answer instead."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from keepwarm.domain.channels import Channel
from keepwarm.domain.history import IN, OUT, History
from keepwarm.domain.policy import ONE_CHANNEL


@dataclass(frozen=True, slots=True, kw_only=True)
class OneChannel:
    """`times` of the last `of` conversations went by `channel`, to `people`; `answering` of them use `other`.

    `other` is None where no other channel is used by any of them.
    """

    channel: Channel
    times: int
    of: int
    people: int
    other: Channel | None = None
    answering: int = 0


def habit_of(pasts: Mapping[int, History]) -> OneChannel | None:
    """The owner's habit of one channel by what passed with some people, or None where they choose."""
    outgoing = sorted(_outgoing(pasts), key=lambda one: (-one[0], one[1]))
    used_by = {
        person_id: {Channel(str(past.channels[way >> 1])) for way in set(past.ways) if way & 1 == IN}
        for person_id, past in pasts.items()
    }
    return one_channel_for_all([(channel, person_id) for _, person_id, channel in outgoing], used_by)


def _outgoing(pasts: Mapping[int, History]) -> Iterator[tuple[float, int, Channel]]:
    """When, to whom and by which channel the owner spoke; of each no more than are looked at in all."""
    for person_id, past in pasts.items():
        by = ((t, way) for t, way in zip(reversed(past.times), reversed(past.ways), strict=True))
        for t, way in islice((one for one in by if one[1] & 1 == OUT), ONE_CHANNEL.latest):
            yield t, person_id, Channel(str(past.channels[way >> 1]))


def one_channel_for_all(
    outgoing: Sequence[tuple[Channel, int]], used_by: Mapping[int, Collection[Channel]]
) -> OneChannel | None:
    """The owner's habit of one channel, or None where they choose.

    `outgoing` are the channel and the person of each of the last conversations that the owner had a part in,
    the latest first; `used_by` says by which channels something came from each of these people.
    """
    latest = outgoing[: ONE_CHANNEL.latest]
    if len(latest) < ONE_CHANNEL.least:
        return None
    ((channel, times),) = Counter(channel for channel, _ in latest).most_common(1)
    people = {person_id for by, person_id in latest if by is channel}
    if times < ONE_CHANNEL.share * len(latest) or len(people) < ONE_CHANNEL.least_people:
        return None
    others = Counter(by for one in people for by in used_by.get(one, ()) if by is not channel)
    other = max(others, key=lambda by: (by.has_voice_or_face, others[by], by.value), default=None)
    return OneChannel(
        channel=channel,
        times=times,
        of=len(latest),
        people=len(people),
        other=other,
        answering=0 if other is None else others[other],
    )
