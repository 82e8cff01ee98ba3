"""How somebody behaves, channel by channel: by which they write and ring, and how soon they answer.

Everything here is seen in what passed (MODEL.md, section 5); nothing is inferred from who they are.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import compress
from math import exp2, floor
from statistics import median
from types import MappingProxyType

from keepwarm.domain.channels import Channel
from keepwarm.domain.history import IN, OUT, History
from keepwarm.domain.policy import CHANNEL_HABITS, REPLY_PAIR_DAYS

Shares = Mapping[Channel, float]
"""By channel, how much of what came in came by it, 0 to 1."""

_NO_SHARES: Shares = MappingProxyType({})
_TELLS_A_NUMBER = (Channel.CALL, Channel.TEXT, Channel.CHAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A channel by which something came from them: how often, its π (0 to 1), and the last day."""

    channel: Channel
    times: int
    share: float
    last_on: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How many answers came by a channel, and within how many hours half of them did."""

    count: int
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What somebody did: the channels they used, the largest share first, and how they answer.

    `passed` are the channels by which anything ever passed, either way; `knows_number` says that a call, a
    text or a chat message was among it.
    """

    used: tuple[Used, ...] = ()
    answers: Mapping[Channel, Answers] = field(default_factory=dict)
    passed: frozenset[Channel] = frozenset()

    @property
    def knows_number(self) -> bool:
        """Whether they can have the owner's number from something that passed."""
        return not self.passed.isdisjoint(_TELLS_A_NUMBER)

    def answer_hours(self, channel: Channel) -> float | None:
        """How soon they usually answer by a channel; None where too few answers came to tell."""
        found = self.answers.get(channel)
        return found.hours if found is not None and found.count >= CHANNEL_HABITS.least_answers else None


NO_HABITS = Habits()


def habits_of(history: History, now: float, prior: Shares = _NO_SHARES) -> Habits:
    """What one person's history says of channels at `now`; `prior` are those of all who reach the owner."""
    past = history.before(now)
    weights, times = _incoming(past, now)
    total = sum(weights.values()) + CHANNEL_HABITS.prior_weight
    used = [
        Used(
            channel=channel,
            times=times[channel],
            share=(weights[channel] + CHANNEL_HABITS.prior_weight * prior.get(channel, 0.0)) / total,
            last_on=_last_in(past, channel),
        )
        for channel in weights
    ]
    return Habits(
        used=tuple(sorted(used, key=lambda one: (-one.share, one.channel.value))),
        answers={
            Channel(str(channel)): Answers(count=len(waits), hours=24 * median(waits))
            for channel, waits in answer_waits(past).items()
        },
        passed=frozenset(Channel(str(past.channels[way >> 1])) for way in set(past.ways)),
    )


def shares_of(histories: Iterable[History], now: float) -> Shares:
    """By which channels people reach the owner, everybody together; empty where nothing came in."""
    sums: dict[Channel, float] = defaultdict(float)
    for history in histories:
        for channel, weight in _incoming(history.before(now), now)[0].items():
            sums[channel] += weight
    total = sum(sums.values())
    return {channel: weight / total for channel, weight in sums.items()} if total > 0 else {}


def _last_in(past: History, channel: Channel) -> int | None:
    """The day on which something last came in by a channel."""
    last = max((past.ways.rfind(way) for way in past.ways_by({channel.value}) if way & 1 == IN), default=-1)
    return None if last < 0 else floor(past.times[last])


def _incoming(past: History, now: float) -> tuple[dict[Channel, float], dict[Channel, int]]:
    """What came in by each channel: its weight, halved for every 90 days of age, and how often."""
    weights, times = {}, {}
    for place, word in enumerate(past.channels):
        came = list(compress(past.times, map((2 * place + IN).__eq__, past.ways)))
        if came:
            ages = [(t - now) / CHANNEL_HABITS.half_life_days for t in came]
            weights[Channel(str(word))], times[Channel(str(word))] = sum(map(exp2, ages)), len(came)
    return weights, times


def answer_waits(past: History) -> dict[Hashable, list[float]]:
    """How long each answer took, in days, by the channel on which it came; meetings answer nothing."""
    waits: defaultdict[Hashable, list[float]] = defaultdict(list)
    asked_at: float | None = None
    for place, (t, side) in enumerate(zip(past.times, past.sides, strict=True)):
        if side == OUT:
            asked_at = t if asked_at is None else asked_at
            continue
        if asked_at is not None and 0.0 < t - asked_at <= REPLY_PAIR_DAYS:
            waits[past.channel_at(place)].append(t - asked_at)
        asked_at = None
    return waits
