"""Stages: how far a relationship has come, from evidence and never typed in (MODEL.md, section 7).

`grounds_of` reads a history once; `stage_at` says the stage at a time, as long as nothing new happens.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from math import floor, inf
from typing import NamedTuple

from keepwarm.domain.cadence import due_by
from keepwarm.domain.channels import VOICE_OR_FACE
from keepwarm.domain.course import Course, course_of
from keepwarm.domain.dates import from_day_number
from keepwarm.domain.history import IN, OUT, History
from keepwarm.domain.policy import CONNECTION, DORMANT_BELOW
from keepwarm.domain.reasons import Reason


class Stage(StrEnum):
    """From a way to reach somebody to an ally; each word is what the owner reads."""

    LISTED = "listed"
    RESEARCHED = "researched"
    WROTE_TO_ME = "wrote to me"
    REACHED = "reached"
    IN_CONVERSATION = "in conversation"
    CONNECTION = "connection"
    ALLY = "ally"
    DORMANT = "dormant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the book holds about one ordinary person that a stage or a tie rests on.

    `voice_confirmed_on` is the day number of the owner's yes to "spoken lately?": it confirms a voice
    on that day, and makes no contact day. `gave` and `received` say whether a favour was done by the
    owner and by them; `helped_both_ways` whether favours, introductions or referrals were, in both
    directions.
    `chosen_cadence_days` is the owner's own cadence for this tie, where there is one.
    """

    history: History
    reachable: bool = True
    reason_noted: bool = False
    question_noted: bool = False
    voice_confirmed_on: int | None = None
    gave: bool = False
    received: bool = False
    helped_both_ways: bool = False
    chosen_cadence_days: float | None = None


class Grounds(NamedTuple):
    """What stages need of a history; days are day numbers.

    `heard_on` are the days of conversations by voice or face and of the owner's yes; from `carried_from` on
    both sides carry it. `connected_until` is the last day on which the conditions of a connection hold if
    nothing more happens, `was_connection` whether they held on any day so far.
    """

    wrote_on: int | None
    came_on: int | None
    conversation_days: tuple[int, ...]
    conversation_count: int
    voice_on: int | None
    confirmed_on: int | None
    initiated_by_me: bool
    initiated_by_them: bool
    heard_on: list[int]
    carried_from: float
    connected_until: float
    was_connection: bool


def stage_at(evidence: Evidence, grounds: Grounds, now: float, p90_calibrated: float | None) -> Stage:
    """The first stage that fits, from the bottom of the table upwards, dormant before all.

    `p90_calibrated` is None where there is no history. Reached is whoever was written to and with whom
    no conversation came of it, also where an answer came later than a reply pair allows.
    """
    if grounds.was_connection and (p90_calibrated or 0.0) < DORMANT_BELOW:
        return Stage.DORMANT
    if floor(now) <= grounds.connected_until:
        return Stage.ALLY if evidence.helped_both_ways else Stage.CONNECTION
    if grounds.conversation_days:
        return Stage.IN_CONVERSATION
    if grounds.wrote_on is not None:
        return Stage.REACHED
    if grounds.came_on is not None:
        return Stage.WROTE_TO_ME
    researched = evidence.reason_noted and evidence.question_noted
    return Stage.RESEARCHED if researched else Stage.LISTED


def grounds_of(evidence: Evidence, now: float) -> Grounds:
    """Read the history up to `now` once."""
    return grounds_from(evidence, course_of(evidence.history.before(now)), now)


def grounds_from(evidence: Evidence, course: Course, now: float) -> Grounds:
    """The same from what the history before `now` comes to."""
    past, firsts = course.history, course.firsts
    times, sides = past.times, past.sides
    talk_days = tuple(dict.fromkeys([floor(times[place]) for place in course.talks]))
    by_voice = past.ways_by(VOICE_OR_FACE)
    voiced = [floor(times[place]) for place in course.talks if past.ways[place] in by_voice]
    confirmed_on = _confirmed_on(evidence, now)
    heard = voiced if confirmed_on is None else sorted([*voiced, confirmed_on])
    last_out, last_in = sides.rfind(OUT), sides.rfind(IN)
    grounds = Grounds(
        wrote_on=floor(times[last_out]) if last_out >= 0 else None,
        came_on=floor(times[last_in]) if last_in >= 0 else None,
        conversation_days=talk_days,
        conversation_count=len(course.talks),
        voice_on=voiced[-1] if voiced else None,
        confirmed_on=confirmed_on,
        initiated_by_me=bool(firsts.by_me),
        initiated_by_them=bool(firsts.by_them),
        heard_on=heard,
        carried_from=_carried_from(evidence, course),
        connected_until=-inf,
        was_connection=False,
    )
    if grounds.carried_from == inf or len(talk_days) < CONNECTION.conversation_days or not heard:
        return grounds
    until, was = _connection(course, grounds)
    return grounds._replace(connected_until=until, was_connection=was)


def _carried_from(evidence: Evidence, course: Course) -> float:
    """From when on both sides carry it: each has initiated. What was given has no date and counts always."""
    if _both_gave(evidence):
        return -inf
    firsts = course.firsts
    if not firsts.by_me or not firsts.by_them:
        return inf
    return course.history.times[max(firsts.by_me[0], firsts.by_them[0])]


def _confirmed_on(evidence: Evidence, now: float) -> int | None:
    """The day of the owner's yes, where it has been said by now."""
    on = evidence.voice_confirmed_on
    return on if on is not None and on <= floor(now) else None


def _connection(course: Course, grounds: Grounds) -> tuple[float, bool]:
    """Until which day the conditions hold, and whether they ever held.

    They can come true only by something that happens, so the days on which something did are all that
    need be looked at.
    """
    happened = sorted({*course.history.days, *grounds.heard_on})
    was = any(
        grounds.carried_from < day + 1 and day <= _recent_until(course, grounds, day) for day in happened
    )
    return _recent_until(course, grounds, happened[-1]), was


def _recent_until(course: Course, grounds: Grounds, day: int) -> float:
    """At the end of a day: until when two conversation days and a voice stay recent enough.

    The rhythm is the one of that day.
    """
    talk_days, heard_on = grounds.conversation_days, grounds.heard_on
    talked, voices = bisect_right(talk_days, day), bisect_right(heard_on, day)
    if talked < CONNECTION.conversation_days or not voices:
        return -inf
    gaps = course.gaps[bisect_right(course.history.days, day) - 1]
    window_days = max(
        CONNECTION.window_days, CONNECTION.own_rhythms * due_by(gaps, CONNECTION.rhythm_quantile)
    )
    return min(talk_days[talked - CONNECTION.conversation_days], heard_on[voices - 1]) + window_days


def was_connected(course: Course, grounds: Grounds, day: int) -> bool:
    """Whether the conditions of a connection held as an earlier day began."""
    return grounds.carried_from < day <= _recent_until(course, grounds, day - 1)


def _both_gave(evidence: Evidence) -> bool:
    return evidence.helped_both_ways or (evidence.gave and evidence.received)


def present(evidence: Evidence, grounds: Grounds) -> list[Reason]:
    """What speaks for a stage."""
    noted = {
        "reachable": evidence.reachable,
        "reason_noted": evidence.reason_noted,
        "question_noted": evidence.question_noted,
    }
    found = [Reason.of(code) for code, there in noted.items() if there]
    if grounds.came_on is not None:
        found.append(Reason.of("they_wrote", on=from_day_number(grounds.came_on)))
    if grounds.wrote_on is not None:
        found.append(Reason.of("i_wrote", on=from_day_number(grounds.wrote_on)))
    if days := grounds.conversation_days:
        found.append(
            Reason.of(
                "conversations",
                count=grounds.conversation_count,
                days=len(days),
                last_on=from_day_number(days[-1]),
            )
        )
    if grounds.voice_on is not None:
        found.append(Reason.of("voice_or_face", on=from_day_number(grounds.voice_on)))
    if grounds.confirmed_on is not None:
        found.append(Reason.of("voice_confirmed", on=from_day_number(grounds.confirmed_on)))
    told = {
        "initiated_by_me": grounds.initiated_by_me,
        "initiated_by_them": grounds.initiated_by_them,
        "gave": evidence.gave,
        "received": evidence.received,
        "helped_both_ways": evidence.helped_both_ways,
        "was_connection": grounds.was_connection,
    }
    return found + [Reason.of(code) for code, there in told.items() if there]


def missing(evidence: Evidence, grounds: Grounds, now: float, stage: Stage) -> list[Reason]:
    """What stands between this stage and the next; for a dormant tie, a word."""
    wanted: dict[str, bool] = {}
    match stage:
        case Stage.LISTED:
            wanted = {
                "no_way_to_reach": not evidence.reachable,
                "no_reason_noted": not evidence.reason_noted,
                "no_question_noted": not evidence.question_noted,
            }
        case Stage.RESEARCHED:
            wanted = {"no_way_to_reach": not evidence.reachable, "no_word_yet": True}
        case Stage.WROTE_TO_ME:
            wanted = {"no_answer_from_me": True}
        case Stage.REACHED:
            wanted = {"no_conversation_yet": True}
        case Stage.IN_CONVERSATION:
            return _missing_for_connection(evidence, grounds, now)
        case Stage.CONNECTION:
            wanted = {"no_help_both_ways": True}
        case Stage.DORMANT:
            wanted = {"no_word_lately": True}
        case Stage.ALLY:
            pass
    return [Reason.of(code) for code, there in wanted.items() if there]


def _missing_for_connection(evidence: Evidence, grounds: Grounds, now: float) -> list[Reason]:
    carried = _both_gave(evidence)
    few = len(grounds.conversation_days) < CONNECTION.conversation_days
    voice = grounds.confirmed_on is not None or grounds.voice_on is not None
    mine, theirs = carried or grounds.initiated_by_me, carried or grounds.initiated_by_them
    wanted = {
        "one_conversation_day": few,
        "no_voice_or_face": not voice,
        "never_initiated_by_me": not mine,
        "never_initiated_by_them": not theirs,
    }
    lacking = [Reason.of(code) for code, there in wanted.items() if there]
    if not lacking and floor(now) > grounds.connected_until:
        lacking.append(Reason.of("too_long_ago"))
    return lacking
