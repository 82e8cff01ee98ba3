"""Who may be on today's list, and on what grounds (MODEL.md, section 6, first form)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from math import floor

from keepwarm.domain.bearings import CLOSE
from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.channel_advice import NO_CIRCUMSTANCES, Circumstances
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate, day_number, from_day_number
from keepwarm.domain.details import Occasion
from keepwarm.domain.event_follow_ups import is_due, is_fresh
from keepwarm.domain.introduction_steps import REMINDED_DAYS, Step
from keepwarm.domain.people import Preference, Side, Standing
from keepwarm.domain.policy import AGENDA
from keepwarm.domain.reasons import Reason, Value
from keepwarm.domain.reciprocity import Waiting
from keepwarm.domain.stages import Stage
from keepwarm.domain.tie_state import Tie


class Kind(IntEnum):
    """Why somebody is on the list; the order is the order of the list."""

    MY_PROMISE = 10
    THEIR_PROMISE = 20
    NEXT_STEP = 30
    FOLLOW_UP = 35
    SILENCE = 40
    THANKS = 45
    INTRODUCTION = 46
    NEED_MET = 47
    DATE = 50
    FADING = 60
    CHOSEN = 65
    NEVER_SPOKEN = 70
    DORMANT = 80


KEPT_DURING_REST = frozenset({Kind.MY_PROMISE, Kind.NEXT_STEP})
"""What the owner said or placed stands, also while somebody is left in peace."""

KEPT_ON_QUIET_DAYS = frozenset({Kind.MY_PROMISE, Kind.NEXT_STEP})
"""What the owner said or placed for a day, also where it is one without a list."""

KEPT_AFTER_A_TALK = frozenset({Kind.MY_PROMISE, Kind.THEIR_PROMISE, Kind.NEXT_STEP})
"""What may still be open with somebody to whom the owner spoke today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Something one of the two said they would do, by a day if one was named."""

    side: Side
    text: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The planned next contact."""

    on: date
    text: str = ""
    channel: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """A favour of theirs that was done on a day, and for which nobody thanked them yet.

    `referral` says that it was somebody whom they sent.
    """

    text: str
    on: date
    referral: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedMet:
    """A need and an offer that may meet it, of which the later was noted on a day.

    The need is theirs and the offer `other`'s, or the other way round; `other` is empty where the offer
    stands in the owner's own profile.
    """

    need: str
    offer: str
    other: str
    on: date
    is_theirs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Introducing:
    """A step of an introduction that is due with them from a day on, after what was on `since`.

    `other` is the name of the other whom it is about.
    """

    step: Step
    since: date
    from_on: date
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Meeting them on a day, at an event or elsewhere, of which it is open what follows."""

    on: date
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What today's list looks at of one person; the numbers are those of `tie_state.Tie`.

    `last_on` is a day number, `due_50` days after it. `closeness` is how close the owner wants to be,
    1 to 3. `promises` and `next_steps` are the open ones. `reachable` is in the order in which the
    channels should be tried. Before `not_before` the owner does not want to see them again
    ("tomorrow", "skip"), and never where they are not `proposed`, as of whoever came with a bought list.
    `occasions` are dates that matter beside the birthday.
    """

    person_id: int
    name: str
    organization: str = ""
    standing: Standing = Standing.ORDINARY
    wish_no: bool = False
    not_before: date | None = None
    proposed: bool = True
    closeness: int = 2
    p_30: float | None = None
    reply: float = 0.5
    rhythm: Rhythm | None = None
    stage: Stage = Stage.LISTED
    last_on: int | None = None
    due_50: float | None = None
    contact_days: int = 0
    conversation_days: int = 0
    waiting: Waiting | None = None
    usual_answer_days: float = 7.0
    promises: tuple[Promise, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    met: tuple[Met, ...] = ()
    thanks: tuple[Thanks, ...] = ()
    need_met: NeedMet | None = None
    introducing: tuple[Introducing, ...] = ()
    birthday: PartialDate | None = None
    occasions: tuple[Occasion, ...] = ()
    reason_and_question_noted: bool = False
    preferences: tuple[Preference, ...] = ()
    reachable: tuple[Channel, ...] = ()
    circumstances: Circumstances = NO_CIRCUMSTANCES


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One ground for proposing somebody, with its priority among those of its kind."""

    kind: Kind
    priority: float
    reason: Reason


def grounds_for(candidate: Candidate, today: date, now: float) -> list[Ground]:
    """All grounds for one person, in the order of their kinds."""
    found = [*_promised(candidate, today), *_placed(candidate, today), *_dated(candidate, today)]
    found += [*_thankful(candidate, today), *_introducing(candidate, today), *_able(candidate, today)]
    if not _is_placed_soon(candidate, today):
        found += [*_met(candidate, today), *_silent(candidate, now), *_tied(candidate)]
    if is_resting(candidate.waiting, now):
        found = [ground for ground in found if ground.kind in KEPT_DURING_REST]
    if candidate.last_on is not None and candidate.last_on >= day_number(today):  # or past midnight
        found = [ground for ground in found if ground.kind in KEPT_AFTER_A_TALK]
    return sorted(found, key=lambda ground: (ground.kind, -ground.priority, repr(ground.reason)))


def _is_placed_soon(candidate: Candidate, today: date) -> bool:
    """Whether the next contact is placed within the next weeks: then silence or fading is no news."""
    covered_until = today + timedelta(days=AGENDA.step_covers_days)
    return any(today < step.on <= covered_until for step in candidate.next_steps)


def is_resting(waiting: Waiting | None, now: float) -> bool:
    """Whether somebody is left in peace: one unanswered follow-up, less than 90 days ago."""
    return (
        waiting is not None
        and waiting.attempts >= AGENDA.rest_after_attempts
        and now - waiting.last_at < AGENDA.rest_days
    )


def _promised(candidate: Candidate, today: date) -> Iterator[Ground]:
    for promise in candidate.promises:
        if promise.due is not None and promise.due <= today:
            kind = Kind.MY_PROMISE if promise.side is Side.MINE else Kind.THEIR_PROMISE
            reason = Reason.of("promise_due", side=promise.side.value, due=promise.due, text=promise.text)
            yield Ground(kind=kind, priority=candidate.closeness, reason=reason)


def _placed(candidate: Candidate, today: date) -> Iterator[Ground]:
    for step in candidate.next_steps:
        if step.on <= today:
            values: dict[str, Value] = {"on": step.on, "text": step.text}
            if step.channel:
                values["channel"] = step.channel.value
            reason = Reason.of("next_step_due", **values)
            yield Ground(kind=Kind.NEXT_STEP, priority=candidate.closeness, reason=reason)


def _met(candidate: Candidate, today: date) -> Iterator[Ground]:
    """The follow-up after the latest meeting, in its first two days before all others."""
    latest = max((one for one in candidate.met if is_due(one.on, today)), key=_by_day, default=None)
    if latest is not None:
        fresh = is_fresh(latest.on, today)
        reason = Reason.of("follow_up_due", on=latest.on, event=latest.event, fresh=int(fresh))
        priority = candidate.closeness + (CLOSE + 1 if fresh else 0)
        yield Ground(kind=Kind.FOLLOW_UP, priority=priority, reason=reason)


def _by_day(one: Met) -> tuple[date, str]:
    return one.on, one.event


def _silent(candidate: Candidate, now: float) -> Iterator[Ground]:
    """An outgoing turn without an answer for longer than is usual with them, the first time only."""
    waiting = candidate.waiting
    if waiting is None or waiting.attempts >= AGENDA.rest_after_attempts:
        return
    if candidate.usual_answer_days < now - waiting.since <= AGENDA.silence_days:
        reason = Reason.of(
            "waiting_for_answer",
            since=from_day_number(floor(waiting.since)),
            days=floor(now) - floor(waiting.since),
            usual_days=round(candidate.usual_answer_days),
        )
        yield Ground(kind=Kind.SILENCE, priority=candidate.closeness * candidate.reply, reason=reason)


def _dated(candidate: Candidate, today: date) -> Iterator[Ground]:
    """A birthday, or another date that matters, on its day and a few days before."""
    if (on := _soon(candidate.birthday, today)) is not None:
        yield Ground(kind=Kind.DATE, priority=candidate.closeness, reason=Reason.of("birthday", on=on))
    for one in candidate.occasions:
        if (on := _soon(one.on, today)) is not None:
            reason = Reason.of("occasion", label=one.label, on=on)
            yield Ground(kind=Kind.DATE, priority=candidate.closeness, reason=reason)


def _soon(day: PartialDate | None, today: date) -> date | None:
    on = None if day is None else day.next_on(today)
    return on if on is not None and on - today <= timedelta(days=AGENDA.date_days) else None


def _thankful(candidate: Candidate, today: date) -> Iterator[Ground]:
    """What they did and were not thanked for, from the next day on and for a while.

    An introduction of that day is thanked for as what it is.
    """
    introduced_on = {one.since for one in candidate.introducing if one.step is Step.THANK}
    for one in candidate.thanks:
        is_due = AGENDA.thanks_from_days <= (today - one.on).days <= AGENDA.thanks_until_days
        if is_due and one.on not in introduced_on:
            values: dict[str, Value] = {"text": one.text, "on": one.on}
            due = Reason.of("thanks_due", **values)
            reason = Reason.of("thanks_due_for_sending", **values) if one.referral else due
            yield Ground(kind=Kind.THANKS, priority=candidate.closeness, reason=reason)


def _introducing(candidate: Candidate, today: date) -> Iterator[Ground]:
    """What an introduction waits for, from its day on and for a while."""
    for one in candidate.introducing:
        if 0 <= (today - one.from_on).days <= REMINDED_DAYS:
            reason = Reason.of("introduction_due", step=one.step.value, other=one.other, on=one.since)
            yield Ground(kind=Kind.INTRODUCTION, priority=candidate.closeness, reason=reason)


def _able(candidate: Candidate, today: date) -> Iterator[Ground]:
    """What can be met since lately, until they have been in touch about anything on a later day."""
    news = candidate.need_met
    if news is None or not 0 <= (today - news.on).days <= AGENDA.need_days:
        return
    if candidate.last_on is not None and candidate.last_on > day_number(news.on):
        return
    reason = Reason.of(
        "can_meet_need" if not news.is_theirs else "need_can_be_met" if news.other else "need_you_can_meet",
        text=news.need,
        offer=news.offer,
        other=news.other,
        on=news.on,
    )
    yield Ground(kind=Kind.NEED_MET, priority=candidate.closeness * candidate.reply, reason=reason)


def _tied(candidate: Candidate) -> Iterator[Ground]:
    """What the tie itself says."""
    if candidate.reason_and_question_noted and not candidate.contact_days:
        reason = Reason.of("noted_and_never_spoken")
        yield Ground(kind=Kind.NEVER_SPOKEN, priority=candidate.closeness, reason=reason)
    elif candidate.closeness == CLOSE and not candidate.contact_days:
        reason = Reason.of("chosen_and_never_spoken")
        yield Ground(kind=Kind.CHOSEN, priority=candidate.closeness, reason=reason)
    elif _is_dormant(candidate):
        priority = candidate.closeness * candidate.reply
        yield Ground(kind=Kind.DORMANT, priority=priority, reason=_tie_reason("dormant", candidate))
    elif _is_fading(candidate) and candidate.rhythm is not None:
        priority = candidate.closeness * (1.0 - (candidate.p_30 or 0.0)) * candidate.reply
        code = candidate.rhythm.value.replace(" ", "_")
        yield Ground(kind=Kind.FADING, priority=priority, reason=_tie_reason(code, candidate))


def _is_fading(candidate: Candidate) -> bool:
    """Slipping or at risk, where there was more than a single message one way."""
    known = candidate.contact_days >= AGENDA.fading_contact_days or candidate.conversation_days > 0
    return known and candidate.rhythm in (Rhythm.SLIPPING, Rhythm.AT_RISK)


def _is_dormant(candidate: Candidate) -> bool:
    """A tie that once was a connection, or in conversation on two days, and has gone quiet.

    Within a rhythm that the owner chose nothing has gone quiet.
    """
    talked = candidate.conversation_days >= AGENDA.dormant_conversation_days
    was_connection = candidate.stage is Stage.DORMANT and candidate.rhythm is not Rhythm.IN_RHYTHM
    return was_connection or (candidate.rhythm is Rhythm.DORMANT and talked)


def _tie_reason(code: str, candidate: Candidate) -> Reason:
    values: dict[str, Value] = {"contact_days": candidate.contact_days}
    if candidate.last_on is not None:
        values["last_on"] = from_day_number(candidate.last_on)
    if candidate.due_50 is not None and candidate.contact_days > 1:
        values["usual_days"] = round(candidate.due_50)
    return Reason.of(code, **values)


def pull_of(tie: Tie) -> Ground | None:
    """What a tie alone, without promises or dates, brings onto the list, or None; for an index.

    It takes the ordinary closeness; `reason` knows no more than the tie.
    """
    noted = {reason.code for reason in tie.evidence}
    candidate = Candidate(
        person_id=0,
        name="",
        reason_and_question_noted={"reason_noted", "question_noted"} <= noted,
        **{name: getattr(tie, name) for name in _FROM_TIE},
    )
    return next(_tied(candidate), None)


_FROM_TIE = ("p_30", "reply", "rhythm", "stage", "last_on", "due_50", "contact_days", "conversation_days")
