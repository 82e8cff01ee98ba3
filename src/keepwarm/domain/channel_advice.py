"""By which channel: a ranking for a person, a purpose and a moment, with its reasons (MODEL.md, section 5).

What they told comes first, then what they did, then what is assumed, then what is merely at hand; each says
which it is. A channel marked "never", and one that the owner does not use, is in no ranking.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import floor, inf

from keepwarm.domain.channel_habits import NO_HABITS, Habits
from keepwarm.domain.channel_prior import assumed_channel
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.dates import PartialDate, from_day_number
from keepwarm.domain.people import KnownBy, Preference
from keepwarm.domain.policy import AGENDA
from keepwarm.domain.reasons import Reason, Value
from keepwarm.domain.reciprocity import Waiting
from keepwarm.domain.their_hours import next_held
from keepwarm.domain.tie_state import is_silence
from keepwarm.domain.week_hours import WEEKDAYS

WANTS_VOICE = frozenset({Purpose.FORM, Purpose.ASK, Purpose.COMFORT})
"""What a voice or a face is better for than anything written."""

_QUESTIONS = (Channel.CALL, Channel.VIDEO, Channel.IN_PERSON)
"""What may be asked for on a channel without a voice, the least asked of them first.

A call may be asked for of anybody; the others of who ever came that way, or likes to.
"""

_NEEDS_NO_HANDLE = frozenset({Channel.IN_PERSON, Channel.VIDEO})
_GUARDED = frozenset({Channel.CALL, Channel.EMAIL})
"""The channels that an assistant answers."""

_GIVES_A_NUMBER = frozenset({Channel.CALL, Channel.TEXT, Channel.CHAT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    """Who stands before somebody, and by which channels that one never wants to be reached."""

    name: str
    never: frozenset[Channel] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What stands around a tie and its owner that a channel depends on.

    `unused` are channels that the owner does not use. `clock` is the moment as a clock shows it where the
    person lives, None where no moment is meant.
    """

    habits: Habits = NO_HABITS
    unused: frozenset[Channel] = frozenset()
    assistants: tuple[Assistant, ...] = ()
    introduced_by_email: bool = False
    clock: datetime | None = None


NO_CIRCUMSTANCES = Circumstances()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """All that advice looks at of one person.

    `reachable` are the channels that their handles serve, the most personal first; `placed` is that of a next
    step that is due, `waiting` what of the owner's is unanswered, longer than `usual_answer_days` or not.
    """

    preferences: tuple[Preference, ...] = ()
    reachable: tuple[Channel, ...] = ()
    birthday: PartialDate | None = None
    placed: Channel | None = None
    waiting: Waiting | None = None
    usual_answer_days: float = 7.0
    circumstances: Circumstances = NO_CIRCUMSTANCES


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """One channel of a ranking: why, and what belongs to using it.

    `known_by` is None where nothing is known of what they like: the owner placed it, or it is at hand.
    `told` is what they said of it, with when, where and their words.
    `asks_for` is the channel with a voice for which it carries the question ("may I ring you?").
    `from_time` is when the hours that they told next begin, by their clock; None where they hold.
    """

    channel: Channel
    known_by: KnownBy | None
    reason: Reason
    told: Preference | None = None
    remarks: tuple[Reason, ...] = ()
    asks_for: Channel | None = None
    from_time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The channels to use, the best first, and what is to be said of them all.

    An empty ranking has its reason in `remarks`. `rests_until` is the day until which somebody who did not
    answer twice is left in peace. `is_told` says that they told how they like to be reached, which is else
    the next thing to ask.
    """

    purpose: Purpose
    ranking: tuple[Advised, ...]
    remarks: tuple[Reason, ...] = ()
    rests_until: date | None = None
    is_told: bool = False

    @property
    def first(self) -> Advised | None:
        """The channel to use; None where there is none."""
        return self.ranking[0] if self.ranking else None


def advise(reach: Reach, purpose: Purpose, today: date, now: float) -> Advice:
    """Rank the channels for a purpose at a moment: the day `today`, and `now` as the model counts it."""
    never, unused = never_for(reach.preferences, purpose), reach.circumstances.unused
    told = _told_for(reach.preferences, purpose)
    known = [*told, *_not_told(reach, purpose, today)]
    allowed = [one for one in _once_each(known) if one.channel not in never]
    used = [one for one in allowed if one.channel not in unused]
    tried = _tried(reach, now)
    own = [one for one in used if one.known_by is KnownBy.TOLD]
    others = [one for one in used if one.known_by is not KnownBy.TOLD]
    ranked = [*_tried_last(own, tried), *_by_moment(others, reach, purpose, tried)]
    return Advice(
        purpose=purpose,
        ranking=tuple(_completed(ranked, reach, purpose, never, tried)),
        remarks=tuple(_remarks(known, allowed, used)),
        rests_until=_rests_until(reach.waiting, now),
        is_told=bool(told),
    )


def never_for(preferences: tuple[Preference, ...], purpose: Purpose) -> frozenset[Channel]:
    """The channels that they never want for a purpose; most say it for all of them."""
    return frozenset(one.channel for one in preferences if one.never and _is_for(one, purpose))


def _is_for(preference: Preference, purpose: Purpose) -> bool:
    return not preference.purposes or purpose in preference.purposes


# What is known, in its order


def _told_for(preferences: tuple[Preference, ...], purpose: Purpose) -> list[Advised]:
    """What they told for the purpose, by rank; what they said of this very purpose goes before the rest."""
    told = [
        one for one in preferences if one.known_by is KnownBy.TOLD and not one.never and _is_for(one, purpose)
    ]
    told.sort(key=lambda one: (not one.purposes, one.rank, one.channel.value))
    return [
        Advised(channel=one.channel, known_by=KnownBy.TOLD, reason=_of("channel_told", one.channel), told=one)
        for one in told
    ]


def _not_told(reach: Reach, purpose: Purpose, today: date) -> Iterator[Advised]:
    """What was placed, what they did, what is assumed where they did nothing yet, and what is at hand."""
    habits = reach.circumstances.habits
    if reach.placed is not None:
        yield Advised(channel=reach.placed, known_by=None, reason=_of("channel_placed", reach.placed))
    total = sum(one.times for one in habits.used)
    for one in habits.used:
        last = {} if one.last_on is None else {"last_on": from_day_number(one.last_on)}
        reason = _of("channel_they_use", one.channel, times=one.times, total=total, **last)
        yield Advised(channel=one.channel, known_by=KnownBy.OBSERVED, reason=reason)
    assumed = None if habits.used else assumed_channel(reach.birthday, today)
    if assumed is not None and assumed.channel in reach.reachable:
        figures = {"percent": assumed.percent, "from_age": assumed.from_age, "until_age": assumed.until_age}
        reason = _of("channel_assumed", assumed.channel, **figures)
        yield Advised(channel=assumed.channel, known_by=KnownBy.ASSUMED, reason=reason)
    for channel in reach.reachable:
        if channel is not Channel.EMAIL or _email_may_open(reach, purpose):
            yield Advised(channel=channel, known_by=None, reason=_of("channel_at_hand", channel))


def _email_may_open(reach: Reach, purpose: Purpose) -> bool:
    """Whether a first word may be an e-mail: after an introduction by one, to inform, or as the only way."""
    around = reach.circumstances
    blocked = never_for(reach.preferences, purpose) | around.unused
    only_way = set(reach.reachable) - blocked <= {Channel.EMAIL}
    return bool(around.habits.passed) or around.introduced_by_email or purpose is Purpose.INFORM or only_way


def _once_each(known: list[Advised]) -> list[Advised]:
    first: dict[Channel, Advised] = {}
    for one in known:
        first.setdefault(one.channel, one)
    return list(first.values())


# What the purpose and the moment make of it


def _by_moment(others: list[Advised], reach: Reach, purpose: Purpose, tried: Channel | None) -> list[Advised]:
    """What nobody told: a tried channel last, what was placed first, then as the purpose wants it."""
    cold = not _knows_number(reach)

    def place(one: Advised) -> tuple[bool, bool, float]:
        is_placed = one.reason.code == "channel_placed"
        suits = _suits(one.channel, reach, purpose, is_cold=cold and one.channel is Channel.CALL)
        return one.channel == tried, not is_placed, suits

    ranked = sorted(others, key=place)
    return _with_text_before_call(ranked) if cold else ranked


def _with_text_before_call(ranked: list[Advised]) -> list[Advised]:
    """A call from a number that they do not know goes right behind the text that says who it is."""
    channels = [one.channel for one in ranked]
    if not {Channel.CALL, Channel.TEXT} <= set(channels):
        return ranked
    call, text = channels.index(Channel.CALL), channels.index(Channel.TEXT)
    if call > text or ranked[call].reason.code == "channel_placed":
        return ranked
    return [*ranked[:call], *ranked[call + 1 : text + 1], ranked[call], *ranked[text + 1 :]]


def _suits(channel: Channel, reach: Reach, purpose: Purpose, *, is_cold: bool) -> float:
    """How well a channel suits the purpose, the least the best: a voice, or the quickest answer in hours."""
    if purpose is Purpose.SCHEDULE:
        hours = reach.circumstances.habits.answer_hours(channel)
        return inf if hours is None else hours
    return float(purpose in WANTS_VOICE and (is_cold or not channel.has_voice_or_face))


def _knows_number(reach: Reach) -> bool:
    """Whether a call would come from a number that they can know, or is what they asked for themselves."""
    gave = any(not one.never and one.channel in _GIVES_A_NUMBER for one in reach.preferences)
    return gave or reach.circumstances.habits.knows_number


def _tried(reach: Reach, now: float) -> Channel | None:
    """The channel of what has waited for an answer longer than usual, as long as it was changed for none."""
    waiting = reach.waiting
    if waiting is None or waiting.attempts >= AGENDA.rest_after_attempts:
        return None
    is_tried = is_silence(waiting, reach.usual_answer_days, now)
    return Channel(str(waiting.channel)) if is_tried else None


def _tried_last(told: list[Advised], tried: Channel | None) -> list[Advised]:
    return sorted(told, key=lambda one: one.channel == tried)


def _rests_until(waiting: Waiting | None, now: float) -> date | None:
    """The day on which a rest ends; None where there is none now."""
    if waiting is None or waiting.attempts < AGENDA.rest_after_attempts:
        return None
    ends_at = waiting.last_at + AGENDA.rest_days
    return from_day_number(floor(ends_at)) if now < ends_at else None


# What belongs to each


def _completed(
    ranked: list[Advised],
    reach: Reach,
    purpose: Purpose,
    never: frozenset[Channel],
    tried: Channel | None,
) -> Iterator[Advised]:
    """The ranking with the questions, hours, assistants and changes that belong to each channel."""
    barred = never | reach.circumstances.unused
    voice = _voice_to_ask_for(reach, purpose, barred)
    channels = [one.channel for one in ranked]
    for place, one in enumerate(ranked):
        asks_for = None if one.channel.has_voice_or_face else voice
        from_time = _from_time(one, reach)
        remarks = [
            *_of_moment(one, place, channels, reach, tried),
            *_of_handle(one, reach),
            *([Reason.of("carries_question", channel=asks_for.value)] if asks_for else ()),
            *([_hours_reason(from_time, reach)] if from_time else ()),
            *_of_assistants(one.channel, reach),
            *_of_answers(one.channel, reach, purpose),
        ]
        told = _without_handle(one, reach)
        yield replace(told, remarks=tuple(remarks), asks_for=asks_for, from_time=from_time)


def _voice_to_ask_for(reach: Reach, purpose: Purpose, barred: frozenset[Channel]) -> Channel | None:
    """What a written word may ask for where a voice would be better; nothing that either does not want."""
    planned = reach.placed if reach.placed is not None and reach.placed.has_voice_or_face else None
    if purpose not in WANTS_VOICE and planned is None:
        return None
    wished = [planned] if planned else []
    known = {Channel.CALL, *(one.channel for one in reach.circumstances.habits.used)}
    known |= {one.channel for one in reach.preferences if not one.never}
    voices = (*wished, *(channel for channel in _QUESTIONS if channel in known))
    return next((channel for channel in voices if channel not in barred), None)


def _from_time(one: Advised, reach: Reach) -> datetime | None:
    clock = reach.circumstances.clock
    hours = None if one.told is None else one.told.hours
    return None if clock is None or hours is None else next_held(hours, clock)


def _hours_reason(from_time: datetime, reach: Reach) -> Reason:
    """When their hours next begin: the time, the day of the week, and in how many days, by their clock."""
    clock = reach.circumstances.clock or from_time
    away = from_time.date() - clock.date()
    return Reason.of(
        "outside_their_hours",
        at=f"{from_time:%H:%M}",
        weekday=WEEKDAYS[from_time.weekday()],
        days=away // timedelta(days=1),
    )


def _without_handle(one: Advised, reach: Reach) -> Advised:
    """What they told, said otherwise where the book has no address for it."""
    if one.known_by is not KnownBy.TOLD or _has_handle(one.channel, reach):
        return one
    return replace(one, reason=_of("channel_told_without_handle", one.channel))


def _of_handle(one: Advised, reach: Reach) -> Iterator[Reason]:
    if one.known_by is not KnownBy.TOLD and not _has_handle(one.channel, reach):
        yield _of("no_address_for", one.channel)


def _has_handle(channel: Channel, reach: Reach) -> bool:
    return channel in reach.reachable or channel in _NEEDS_NO_HANDLE


def _of_moment(
    one: Advised, place: int, channels: list[Channel], reach: Reach, tried: Channel | None
) -> Iterator[Reason]:
    """What was tried before it, and what goes before a call from a number that they do not know."""
    if place == 0 and tried in channels[1:]:
        yield Reason.of("changed_after_silence", tried=tried.value)
    if one.channel is tried:
        yield _of("tried_without_answer", tried)
    if one.known_by is KnownBy.TOLD or _knows_number(reach):
        return
    if one.channel is Channel.TEXT and Channel.CALL in channels[place:]:
        yield Reason.of("text_before_call")
    elif one.channel is Channel.CALL and Channel.TEXT not in channels[:place]:
        yield Reason.of("number_unknown_to_them")


def _of_assistants(channel: Channel, reach: Reach) -> Iterator[Reason]:
    for assistant in reach.circumstances.assistants:
        if channel in _GUARDED and channel not in assistant.never:
            yield Reason.of("through_assistant", name=assistant.name, channel=channel.value)


def _of_answers(channel: Channel, reach: Reach, purpose: Purpose) -> Iterator[Reason]:
    found = reach.circumstances.habits.answers.get(channel)
    if purpose is Purpose.SCHEDULE and found is not None:
        yield _of("answers_by", channel, count=found.count, hours=round(found.hours, 1))


def _remarks(known: list[Advised], allowed: list[Advised], used: list[Advised]) -> Iterator[Reason]:
    """Why there is none, or that one they like is none that the owner uses."""
    if not known:
        yield Reason.of("no_way_to_reach")
    elif not used:
        yield Reason.of("only_channels_you_do_not_use" if allowed else "every_channel_is_never")
    for one in allowed:
        if one.known_by is KnownBy.TOLD and one not in used:
            yield _of("told_what_you_do_not_use", one.channel)


def _of(code: str, channel: Channel, **values: Value) -> Reason:
    return Reason.of(code, channel=channel.value, **values)
