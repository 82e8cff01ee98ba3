"""What passed with one person, seen from a period of days; and what a period comes to.

The rules stand in docs/reference/review.md. Nothing here ranks people, and nothing is a share of them.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import floor

from keepwarm.domain.cadence import due_by, gaps_at_each_day
from keepwarm.domain.calibration import IDENTITY, calibrated
from keepwarm.domain.channels import VOICE_OR_FACE, Channel
from keepwarm.domain.conversations import talks
from keepwarm.domain.dates import from_day_number
from keepwarm.domain.history import History
from keepwarm.domain.meeting import EventKind
from keepwarm.domain.one_to_one_weeks import monday_of
from keepwarm.domain.policy import CONNECTION, DORMANT_BELOW
from keepwarm.domain.reciprocity import initiations
from keepwarm.domain.review_periods import Period
from keepwarm.domain.stages import Stage
from keepwarm.domain.tie_state import LONGEST_HORIZON, Basis, Calibrations
from keepwarm.domain.ties import tie_probability

LONG_SILENCE_DAYS = 180
"""A talk so many days after the one before it came after a long silence."""

FOLLOW_UP_DAYS = 2
"""A follow-up within so many days of a meeting still is the same conversation."""

WHOLE_HALF = 50
"""Of a hundred: who speaks no more than so much of the time listens at least as much."""

Talk = tuple[float, Channel]
"""A conversation: when, and by which channel. Whoever takes part in it, it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What passed with one person in a period; `earlier` says that there was a talk in the one before.

    `is_first` says that the first talk of all is among these, `after_silence` that one came after half a year
    without. The counts are of exchanges, each begun after seven quiet days, by who began it.
    """

    talks: tuple[Talk, ...] = ()
    earlier: bool = False
    is_first: bool = False
    after_silence: bool = False
    by_me: int = 0
    by_them: int = 0
    together: int = 0


def passed_in(history: History, period: Period, previous: Period) -> Passed:
    """Read a history once; the time before `previous` matters only for first talks and silences."""
    first, until = period.numbers
    earlier, _ = previous.numbers
    if not history.times or history.times[-1] < earlier:
        return Passed()
    meetings = history.meetings
    places = talks(history, meetings)
    times = [history.times[place] for place in places]
    start, end = bisect_left(times, first), bisect_left(times, until)
    found = Passed(earlier=bisect_left(times, earlier) < start)
    if history.times[-1] < first:
        return found
    channels = [Channel(str(history.channel_at(place))) for place in places[start:end]]
    firsts = initiations(history, meetings)
    mine = {place for place in firsts.by_me if first <= history.times[place] < until}
    theirs = {place for place in firsts.by_them if first <= history.times[place] < until}
    together = len(mine.intersection(meetings))
    days = [floor(t) for t in times[max(start - 1, 0) : end]]
    return replace(
        found,
        talks=tuple(zip(times[start:end], channels, strict=True)),
        is_first=start == 0 and end > 0,
        after_silence=any(day - one >= LONG_SILENCE_DAYS for one, day in pairwise(days)),
        by_me=len(mine) - together,
        by_them=len(theirs) - together,
        together=together,
    )


def followed_up(history: History, met_at: float) -> bool:
    """Whether the owner was in touch again within two days of a meeting: wrote, called or met."""
    sent = history.times_of("out")
    place = bisect_right(sent, met_at)
    return place < len(sent) and sent[place] <= met_at + FOLLOW_UP_DAYS


def may_be_connection(history: History, moments: Iterable[float], kept: Calibrations) -> bool:
    """Whether the history alone leaves it open that it was a connection at one of the moments.

    What it costs to know is a tenth of the whole answer, and most of a large book ends here.
    """
    return any(_is_lately(history, t) and _strength(history, t, kept) >= DORMANT_BELOW for t in moments)


def _is_lately(history: History, t: float) -> bool:
    """Whether two contact days are recent enough: a conversation is no later than these."""
    days = history.days[: bisect_left(history.days, t)]
    if len(days) < CONNECTION.conversation_days:
        return False
    away = floor(t) - days[-CONNECTION.conversation_days]
    if away <= CONNECTION.window_days:
        return True
    rhythm = due_by(gaps_at_each_day(days)[-1], CONNECTION.rhythm_quantile)
    return away <= CONNECTION.own_rhythms * rhythm


def has_voice(history: History) -> bool:
    """Whether any of it was by voice or face."""
    return not VOICE_OR_FACE.isdisjoint(history.channels)


def _strength(history: History, t: float, kept: Calibrations) -> float:
    if history.times[0] >= t:
        return 0.0
    probability = tie_probability(history, t, LONGEST_HORIZON)
    return calibrated(probability, kept.get(LONGEST_HORIZON, IDENTITY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Who was a connection as the period began and who as it ended, or is now where it still runs."""

    before: frozenset[int] = frozenset()
    after: frozenset[int] = frozenset()

    @property
    def made(self) -> frozenset[int]:
        """Who became one."""
        return self.after - self.before

    @property
    def lost(self) -> frozenset[int]:
        """Who no longer is one."""
        return self.before - self.after


def ends_of(
    bases: Mapping[int, Basis], period: Period, today: date, *, throughout: Collection[int] = ()
) -> Ends:
    """The connections at both ends of a period; `throughout` are those known to be one at each."""
    first, until = period.numbers
    began = {one for one, basis in bases.items() if basis.was_connection_on(first)}
    if period.until > today:
        held = {one for one, basis in bases.items() if basis.state[0] in CONNECTED}
    else:
        held = {one for one, basis in bases.items() if basis.was_connection_on(until)}
    return Ends(before=frozenset(began.union(throughout)), after=frozenset(held.union(throughout)))


CONNECTED = frozenset({Stage.CONNECTION, Stage.ALLY})
UNSPOKEN = frozenset({Stage.LISTED, Stage.RESEARCHED, Stage.WROTE_TO_ME, Stage.REACHED})
"""The stages of connections, and those without any conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A day of a week or a month, or a month of a year: the conversations in it, with how many people."""

    period: Period
    talks: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked:
    """The conversations of a period.

    `people` are all with whom there was one; `first` those with whom never before, `again` those after half a
    year without. Of the `earlier`, with whom there was one in the period before, `kept` had one again.
    `weeks` counts the weeks, and `days` the days, with a conversation.
    """

    talks: int
    by_channel: tuple[tuple[Channel, int], ...]
    parts: tuple[Part, ...]
    by_me: int
    by_them: int
    together: int
    people: frozenset[int]
    first: frozenset[int]
    again: frozenset[int]
    earlier: int
    kept: int
    days: int
    weeks: int


def talked_in(passed: Mapping[int, Passed], period: Period) -> Talked:
    """Sum up what passed with each person."""
    at: dict[Talk, set[int]] = {}
    for person_id, one in passed.items():
        for talk in one.talks:
            at.setdefault(talk, set()).add(person_id)
    spoken = frozenset(person_id for person_id, one in passed.items() if one.talks)
    channels = Counter(channel for _, channel in at)
    days = {from_day_number(floor(t)) for t, _ in at}
    return Talked(
        talks=len(at),
        by_channel=tuple(sorted(channels.items(), key=lambda one: (-one[1], one[0]))),
        parts=_parts(period, at),
        by_me=sum(one.by_me for one in passed.values()),
        by_them=sum(one.by_them for one in passed.values()),
        together=sum(one.together for one in passed.values()),
        people=spoken,
        first=frozenset(one for one in spoken if passed[one].is_first),
        again=frozenset(one for one in spoken if passed[one].after_silence),
        earlier=sum(one.earlier for one in passed.values()),
        kept=sum(passed[one].earlier for one in spoken),
        days=len(days),
        weeks=len(set(map(monday_of, days))),
    )


def _parts(period: Period, at: Mapping[Talk, set[int]]) -> tuple[Part, ...]:
    parts = period.parts
    begins = [part.numbers[0] for part in parts]
    counts, spoken = [0] * len(parts), [set[int]() for _ in parts]
    for (t, _), people in at.items():
        place = bisect_right(begins, t) - 1
        counts[place] += 1
        spoken[place] |= people
    return tuple(
        Part(period=part, talks=count, people=len(people))
        for part, count, people in zip(parts, counts, spoken, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What the owner wrote down in a period beside the talks themselves.

    `shares` are talks of which they said who spoke how much, and `listened` those in which they spoke no more
    than half; `learned` counts what they learned of the people to whom they spoke. `helped` of the `asks`
    came to help. Of the `met`, each an encounter, `followed` were in touch within two days.
    """

    shares: int = 0
    listened: int = 0
    learned: int = 0
    learned_of: int = 0
    gives: int = 0
    asks: int = 0
    helped: int = 0
    met: int = 0
    followed: int = 0
    promises: int = 0
    one_to_ones: int = 0
    introductions: int = 0
    referrals: int = 0
    practice_days: int = 0
    events: tuple[tuple[EventKind, int], ...] = ()
    met_at_events: frozenset[int] = frozenset()
    groups: tuple[str, ...] = ()
