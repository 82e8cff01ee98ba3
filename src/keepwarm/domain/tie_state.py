"""The tie: everything that a page, or `ties --json`, shows of one relationship at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from keepwarm.domain.cadence import Rhythm, dues, limits, rhythm_within
from keepwarm.domain.calibration import IDENTITY, Calibration, calibrated
from keepwarm.domain.history import Event, History, is_mutual
from keepwarm.domain.policy import AGENDA, TREND_DAYS, VALID_DAYS
from keepwarm.domain.reasons import Reason
from keepwarm.domain.reciprocity import Reciprocity, Waiting, reciprocity_of, waiting_of
from keepwarm.domain.replies import reply_probability, usual_answer_days
from keepwarm.domain.stages import Evidence, Grounds, Stage, grounds_of, stage_at, view_of
from keepwarm.domain.ties import activation, tie_probabilities, tie_probability

LONGEST_HORIZON = 90

Calibrations = Mapping[int, Calibration]
"""By horizon in days; one that is not in it is the identity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How strength has changed against 30 and 90 days ago, −1 to 1; None where there was no tie then."""

    against_30: float | None
    against_90: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What the model says of one relationship at a time.

    `p_7`, `p_30`, `p_90` and `activation` are as the model gives them, None without a contact before
    now; `strength` is the calibrated P_90, 0 to 1, and 0 without one. `due_50` … `due_95` are days after
    `last_on`, which is a day number. `reply` is the probability of an answer within 7 days to a message
    sent now. `waiting` is the owner's turn without an answer so far. `evidence` and `missing` belong to
    the stage.
    """

    p_7: float | None
    p_30: float | None
    p_90: float | None
    activation: float | None
    strength: float
    trend: Trend
    rhythm: Rhythm | None
    due_50: float | None
    due_80: float | None
    due_95: float | None
    last_on: int | None
    contact_days: int
    conversation_days: int
    stage: Stage
    evidence: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    reply: float
    usual_answer_days: float
    waiting: Waiting | None
    reciprocity: Reciprocity
    reasons: tuple[Reason, ...]


def tie_of(evidence: Evidence, now: float, calibrations: Calibrations, owner_rate: float) -> Tie:
    """The tie at `now`; only what came before counts.

    `owner_rate` is `replies.owner_rate` over the whole book.
    """
    past = evidence.history.before(now)
    grounds = grounds_of(evidence, now)
    days = past.days
    p_7, p_30, p_90 = tie_probabilities(past, now) if days else (None, None, None)
    due_50, due_80, due_95 = dues(days, 0.5, 0.8, 0.95) if days else (None, None, None)
    strength = _strength(p_90, calibrations)
    stage, rhythm = _state(evidence, past, grounds, now, strength)
    view = view_of(evidence, grounds, now, stage)
    waiting, usual_days = waiting_of(past, now), usual_answer_days(past, now)
    reciprocity = reciprocity_of(past, now)
    return Tie(
        p_7=p_7,
        p_30=p_30,
        p_90=p_90,
        activation=activation(days, now) if days else None,
        strength=strength,
        trend=_trend(past, now, strength, calibrations),
        rhythm=rhythm,
        due_50=due_50,
        due_80=due_80,
        due_95=due_95,
        last_on=days[-1] if days else None,
        contact_days=len(days),
        conversation_days=len(grounds.conversation_days),
        stage=stage,
        evidence=view.evidence,
        missing=view.missing,
        reply=reply_probability(past, now, owner_rate),
        usual_answer_days=usual_days,
        waiting=waiting,
        reciprocity=reciprocity,
        reasons=tuple(_reasons(past, now, due_50, waiting, usual_days, reciprocity)),
    )


def state_of(evidence: Evidence, now: float, calibrations: Calibrations) -> tuple[Stage, Rhythm | None]:
    """Stage and rhythm alone: what is stored beside a person and found by index."""
    past = evidence.history.before(now)
    return _state(evidence, past, grounds_of(evidence, now), now, _strength_at(past, now, calibrations))


def valid_until(evidence: Evidence, now: float, calibrations: Calibrations) -> int:
    """The first later day on which stage or rhythm is another one by time passing alone.

    A day number, looked at as each day starts, at most 30 days after `now`, which is also the answer
    where nothing changes. Events at or after `now` are not seen. A probability that crosses its line
    within a day shows from the next one on. Without events strength moves one way only and a connection
    only lapses, so that a state once left does not come back, and halving finds the day.
    """
    past = evidence.history.before(now)
    grounds = grounds_of(evidence, now)
    state = _state(evidence, past, grounds, now, _strength_at(past, now, calibrations))

    def still(day: int) -> bool:
        strength = _strength_at(past, float(day), calibrations)
        return _state(evidence, past, grounds, float(day), strength) == state

    today = floor(now)
    holds, ends = today, today + VALID_DAYS
    if still(ends):
        return ends
    while ends - holds > 1:
        middle = (holds + ends) // 2
        if still(middle):
            holds = middle
        else:
            ends = middle
    return ends


def _state(
    evidence: Evidence, past: History, grounds: Grounds, now: float, strength: float
) -> tuple[Stage, Rhythm | None]:
    rhythm = None
    if past.days:
        elapsed_days = floor(now) - past.days[-1]
        rhythm = rhythm_within(limits(past.days, evidence.chosen_cadence_days), elapsed_days, strength)
    return stage_at(evidence, grounds, now, strength), rhythm


def _strength(p_90: float | None, calibrations: Calibrations) -> float:
    return 0.0 if p_90 is None else calibrated(p_90, calibrations.get(LONGEST_HORIZON, IDENTITY))


def _strength_at(history: History, now: float, calibrations: Calibrations) -> float:
    past = history.before(now)
    return _strength(tie_probability(past, now, LONGEST_HORIZON) if past.days else None, calibrations)


def _trend(past: History, now: float, strength: float, calibrations: Calibrations) -> Trend:
    changes = [
        strength - _strength_at(past, now - ago, calibrations) if past.before(now - ago).days else None
        for ago in TREND_DAYS
    ]
    return Trend(against_30=changes[0], against_90=changes[1])


def _reasons(
    past: History,
    now: float,
    due_50: float | None,
    waiting: Waiting | None,
    usual_days: float,
    reciprocity: Reciprocity,
) -> list[Reason]:
    """The facts behind the numbers, the most telling first."""
    if not past.events or due_50 is None:
        return [Reason.of("no_contact_yet")]
    last = past.events[-1]
    found = [
        Reason.of(
            "last_spoke",
            days=floor(now) - past.days[-1],
            channel=str(last.channel),
            direction=_direction(past.events),
        )
    ]
    if len(past.days) > 1:
        found.append(Reason.of("usual_rhythm", days=round(due_50)))
    if waiting and is_silence(waiting, usual_days, now):
        days = floor(now - waiting.since)
        found.append(Reason.of("waiting_for_answer", days=days, attempts=waiting.attempts))
    if reciprocity.one_way:
        found.append(Reason.of("one_way", side=reciprocity.one_way.value))
    found.append(Reason.of("contact_days", count=len(past.days)))
    return found


def is_silence(waiting: Waiting, usual_answer_days: float, now: float) -> bool:
    """Whether an answer is overdue by their own habit, and the last attempt still fresh (90 days)."""
    return now - waiting.since > usual_answer_days and now - waiting.last_at <= AGENDA.rest_days


def _direction(events: tuple[Event, ...]) -> str:
    if len(events) > 1 and is_mutual(events[-2], events[-1]):
        return "mutual"
    return events[-1].direction
