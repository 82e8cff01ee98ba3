"""The tie: everything that a page, or `ties --json`, shows of one relationship at a time."""

from collections.abc import Mapping
from math import floor
from typing import NamedTuple

from keepwarm.domain.cadence import Rhythm, due_by, limits, rhythm_within
from keepwarm.domain.calibration import IDENTITY, Calibration, calibrated
from keepwarm.domain.course import Course, course_of
from keepwarm.domain.history import History
from keepwarm.domain.policy import AGENDA, DORMANT_BELOW, TREND_DAYS
from keepwarm.domain.reasons import Reason
from keepwarm.domain.reciprocity import Reciprocity, Waiting, balance_of, waiting_of
from keepwarm.domain.replies import reply_given
from keepwarm.domain.stages import (
    Evidence,
    Grounds,
    Stage,
    grounds_from,
    missing,
    present,
    stage_at,
    was_connected,
)
from keepwarm.domain.ties import activation, tie_probabilities, tie_probability

LONGEST_HORIZON = 90

Calibrations = Mapping[int, Calibration]
"""By horizon in days; one that is not in it is the identity."""


class Trend(NamedTuple):
    """How strength has changed against 30 and 90 days ago, −1 to 1; None where there was no tie then."""

    against_30: float | None
    against_90: float | None


class Basis(NamedTuple):
    """What a tie is worked out from: of its `evidence` only what came before `now`, as `course`.

    `p_90` is as the model gives it, None without a contact; `lapses` are the days after the last contact day
    from which on it slips, and is at risk.
    """

    evidence: Evidence
    course: Course
    grounds: Grounds
    lapses: tuple[float, float]
    p_90: float | None
    now: float
    calibrations: Calibrations

    @property
    def strength(self) -> float:
        """The calibrated P_90; 0 without a contact."""
        return _strength(self.p_90, self.calibrations)

    @property
    def state(self) -> tuple[Stage, Rhythm | None]:
        """Stage and rhythm."""
        return self._state(self.now, self.strength)

    def was_connection_on(self, day: int) -> bool:
        """Whether it was a connection, or an ally, as an earlier day began."""
        if not was_connected(self.course, self.grounds, day):
            return False
        return _strength_at(self.course.history, float(day), self.calibrations) >= DORMANT_BELOW

    def state_on(self, day: int) -> tuple[Stage, Rhythm | None]:
        """Stage and rhythm as a later day begins, if nothing happens."""
        return self._state(day, _strength_at(self.course.history, float(day), self.calibrations))

    def _state(self, time: float, strength: float) -> tuple[Stage, Rhythm | None]:
        stage = stage_at(self.evidence, self.grounds, time, strength)
        if not (days := self.course.history.days):
            return stage, None
        return stage, rhythm_within(self.lapses, floor(time) - days[-1], strength)

    def holds_until(self, most_days: int) -> int:
        """The first later day on which stage or rhythm is another one by time passing alone.

        A day number, looked at as each day starts, at most `most_days` after `now`, which is also the answer
        where nothing changes. Events at or after `now` are not seen. A probability that crosses its line
        within a day shows from the next one on. Without events strength moves one way only and a connection
        only lapses, so that a state once left does not come back, and halving finds the day.
        """
        state = self.state
        holds = floor(self.now)
        ends = holds + most_days
        if self.state_on(ends) == state:
            return ends
        while ends - holds > 1:
            middle = (holds + ends) // 2
            if self.state_on(middle) == state:
                holds = middle
            else:
                ends = middle
        return ends


def basis_of(evidence: Evidence, now: float, calibrations: Calibrations) -> Basis:
    """Read the evidence up to `now` once."""
    past = evidence.history.before(now)
    p_90 = tie_probability(past, now, LONGEST_HORIZON) if past.days else None
    return _basis(evidence, past, now, calibrations, p_90)


def _basis(
    evidence: Evidence, past: History, now: float, calibrations: Calibrations, p_90: float | None
) -> Basis:
    course = course_of(past)
    grounds = grounds_from(evidence, course, now)
    lapses = limits(course.gaps[-1], evidence.chosen_cadence_days) if course.gaps else (0.0, 0.0)
    return Basis(evidence, course, grounds, lapses, p_90, now, calibrations)


class Tie(NamedTuple):
    """What the model says of one relationship at a time.

    `p_7`, `p_30` and `p_90` are as the model gives them, None without a contact before now; `strength` is
    the calibrated P_90, 0 to 1, and 0 without one. `due_50` … `due_95` are days after `last_on`, which is a
    day number. `reply` is the probability of an answer within 7 days to a message sent now. `waiting` is the
    owner's turn without an answer so far. What only a page of one person needs is worked out when asked for:
    the trend and the reasons; `evidence` and `missing` belong to the stage.
    """

    p_7: float | None
    p_30: float | None
    p_90: float | None
    strength: float
    rhythm: Rhythm | None
    due_50: float | None
    due_80: float | None
    due_95: float | None
    last_on: int | None
    contact_days: int
    conversation_days: int
    stage: Stage
    reply: float
    usual_answer_days: float
    waiting: Waiting | None
    reciprocity: Reciprocity
    basis: Basis

    @property
    def activation(self) -> float | None:
        """How well the contact days are remembered; None without one."""
        return activation(self.basis.course.history.days, self.basis.now) if self.contact_days else None

    @property
    def trend(self) -> Trend:
        """Strength now against strength then."""
        past, now, kept = self.basis.course.history, self.basis.now, self.basis.calibrations
        earlier = [now - ago for ago in TREND_DAYS]
        changes = [
            self.strength - _strength_at(past, then, kept) if past.times and past.times[0] < then else None
            for then in earlier
        ]
        return Trend(against_30=changes[0], against_90=changes[1])

    @property
    def evidence(self) -> tuple[Reason, ...]:
        """What speaks for the stage."""
        return tuple(present(self.basis.evidence, self.basis.grounds))

    @property
    def missing(self) -> tuple[Reason, ...]:
        """What the next stage still wants."""
        return tuple(missing(self.basis.evidence, self.basis.grounds, self.basis.now, self.stage))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The facts behind the numbers, the most telling first."""
        return tuple(_reasons(self))


def tie_of(evidence: Evidence, now: float, calibrations: Calibrations, owner_rate: float) -> Tie:
    """The tie at `now`; only what came before counts.

    `owner_rate` is `replies.owner_rate` over the whole book.
    """
    past = evidence.history.before(now)
    found = tie_probabilities(past, now) if past.days else None
    return _tie(_basis(evidence, past, now, calibrations, found and found[2]), found, owner_rate)


def tie_on(basis: Basis, owner_rate: float) -> Tie:
    """The tie of which the basis is known."""
    past = basis.course.history
    return _tie(basis, tie_probabilities(past, basis.now) if past.days else None, owner_rate)


def _tie(basis: Basis, found: tuple[float, float, float] | None, owner_rate: float) -> Tie:
    now = basis.now
    past, turns, firsts, _, gaps = basis.course
    days, waiting = past.days, waiting_of(past, now)
    p_7, p_30, p_90 = found or (None, None, None)
    due_50, due_80, due_95 = [due_by(gaps[-1], q) for q in _QUANTILES] if days else (None, None, None)
    stage, rhythm = basis.state
    return Tie(
        p_7=p_7,
        p_30=p_30,
        p_90=p_90,
        strength=basis.strength,
        rhythm=rhythm,
        due_50=due_50,
        due_80=due_80,
        due_95=due_95,
        last_on=days[-1] if days else None,
        contact_days=len(days),
        conversation_days=len(basis.grounds.conversation_days),
        stage=stage,
        reply=reply_given(past, turns, now, owner_rate),
        usual_answer_days=turns.usual_answer_days(),
        waiting=waiting,
        reciprocity=balance_of(past, turns, firsts, waiting, now),
        basis=basis,
    )


_QUANTILES = (0.5, 0.8, 0.95)


def state_of(evidence: Evidence, now: float, calibrations: Calibrations) -> tuple[Stage, Rhythm | None]:
    """Stage and rhythm alone: what is stored beside a person and found by index."""
    return basis_of(evidence, now, calibrations).state


def _strength(p_90: float | None, calibrations: Calibrations) -> float:
    return 0.0 if p_90 is None else calibrated(p_90, calibrations.get(LONGEST_HORIZON, IDENTITY))


def _strength_at(history: History, now: float, calibrations: Calibrations) -> float:
    past = history.before(now)
    return _strength(tie_probability(past, now, LONGEST_HORIZON) if past.days else None, calibrations)


def _reasons(tie: Tie) -> list[Reason]:
    past, now = tie.basis.course.history, tie.basis.now
    if not past.times or tie.due_50 is None:
        return [Reason.of("no_contact_yet")]
    found = [
        Reason.of(
            "last_spoke",
            days=floor(now) - past.days[-1],
            channel=str(past.channel_at(-1)),
            direction=_last_direction(past),
        )
    ]
    if tie.contact_days > 1:
        found.append(Reason.of("usual_rhythm", days=round(tie.due_50)))
    waiting = tie.waiting
    if waiting and is_silence(waiting, tie.usual_answer_days, now):
        days = floor(now - waiting.since)
        found.append(Reason.of("waiting_for_answer", days=days, attempts=waiting.attempts))
    if tie.reciprocity.one_way:
        found.append(Reason.of("one_way", side=tie.reciprocity.one_way.value))
    found.append(Reason.of("contact_days", count=tie.contact_days))
    return found


def is_silence(waiting: Waiting, usual_answer_days: float, now: float) -> bool:
    """Whether an answer is overdue by their own habit, and the last attempt still fresh (90 days)."""
    return now - waiting.since > usual_answer_days and now - waiting.last_at <= AGENDA.rest_days


def _last_direction(past: History) -> str:
    if len(past.times) - 2 in past.meetings[-1:]:
        return "mutual"
    return past.events[-1].direction
