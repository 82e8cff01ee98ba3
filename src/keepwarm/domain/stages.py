"""Stages: how far a relationship has come, from evidence and never typed in (MODEL.md, section 7).

`grounds_of` reads a history once; `stage_at` says the stage at a time, as long as nothing new happens.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor, inf

from keepwarm.domain.cadence import due_at_each_day
from keepwarm.domain.conversations import conversations
from keepwarm.domain.dates import from_day_number
from keepwarm.domain.history import History, Way
from keepwarm.domain.policy import CONNECTION, DORMANT_BELOW
from keepwarm.domain.reasons import Reason
from keepwarm.domain.reciprocity import initiations


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """A stage, the evidence that is there, and what is missing for the next one."""

    stage: Stage
    evidence: tuple[Reason, ...]
    missing: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What stages need of a history; days are day numbers.

    `connected_until` is the last day on which the conditions of a connection hold if nothing more
    happens, `was_connection` whether they held on any day so far.
    """

    wrote_on: int | None
    came_on: int | None
    conversation_days: tuple[int, ...]
    conversation_count: int
    voice_on: int | None
    confirmed_on: int | None
    initiated_by_me: bool
    initiated_by_them: bool
    connected_until: float
    was_connection: bool


def stage_of(evidence: Evidence, now: float, p90_calibrated: float | None) -> StageView:
    """The stage at `now` with its evidence; `p90_calibrated` is None where there is no history."""
    grounds = grounds_of(evidence, now)
    return view_of(evidence, grounds, now, stage_at(evidence, grounds, now, p90_calibrated))


def stage_at(evidence: Evidence, grounds: Grounds, now: float, p90_calibrated: float | None) -> Stage:
    """The first stage that fits, from the bottom of the table upwards, dormant before all.

    Reached is whoever was written to and with whom no conversation came of it, also where an answer
    came later than a reply pair allows.
    """
    connected = floor(now) <= grounds.connected_until
    helped = evidence.helped_both_ways
    fits = (
        (Stage.DORMANT, grounds.was_connection and (p90_calibrated or 0.0) < DORMANT_BELOW),
        (Stage.ALLY, connected and helped),
        (Stage.CONNECTION, connected),
        (Stage.IN_CONVERSATION, bool(grounds.conversation_days)),
        (Stage.REACHED, grounds.wrote_on is not None),
        (Stage.WROTE_TO_ME, grounds.came_on is not None),
        (Stage.RESEARCHED, evidence.reason_noted and evidence.question_noted),
    )
    return next((stage for stage, fitting in fits if fitting), Stage.LISTED)


def grounds_of(evidence: Evidence, now: float) -> Grounds:
    """Read the history up to `now` once."""
    past = evidence.history.before(now)
    last: dict[str, int] = {event.direction: floor(event.t) for event in past.events}
    talks = conversations(past)
    voiced = [floor(talk.t) for talk in talks if talk.has_voice_or_face]
    talk_days = tuple(dict.fromkeys(floor(talk.t) for talk in talks))
    first = {event.direction: event.t for event in reversed(initiations(past))}
    confirmed_on = _confirmed_on(evidence, now)
    until, was = _connection(evidence, past, talk_days, [*voiced, *confirmed_on], first)
    return Grounds(
        wrote_on=last.get("out"),
        came_on=last.get("in"),
        conversation_days=talk_days,
        conversation_count=len(talks),
        voice_on=voiced[-1] if voiced else None,
        confirmed_on=confirmed_on[0] if confirmed_on else None,
        initiated_by_me="out" in first,
        initiated_by_them="in" in first,
        connected_until=until,
        was_connection=was,
    )


def _connection(
    evidence: Evidence,
    past: History,
    talk_days: tuple[int, ...],
    voiced: list[int],
    first: Mapping[Way, float],
) -> tuple[float, bool]:
    """Until which day the conditions hold, and whether they ever held.

    They can come true only by something that happens, so the days on which something did are all that
    need be looked at. What the owner noted as given has no date and counts for every day.
    """
    carried_from = max(first.get("out", inf), first.get("in", inf))
    if _both_gave(evidence):
        carried_from = -inf
    if carried_from == inf or len(talk_days) < CONNECTION.conversation_days:
        return -inf, False
    happened = sorted({*past.days, *voiced})
    untils = list(_untils(past, talk_days, sorted(voiced), happened))
    was = any(day <= until and carried_from < day + 1 for day, until in zip(happened, untils, strict=True))
    return untils[-1], was


def _confirmed_on(evidence: Evidence, now: float) -> list[int]:
    """The day of the owner's yes, where it has been said by now."""
    on = evidence.voice_confirmed_on
    return [on] if on is not None and on <= floor(now) else []


def _untils(
    past: History, talk_days: Sequence[int], voiced: Sequence[int], happened: Sequence[int]
) -> Iterator[float]:
    """At the end of each day, until when two conversation days and a voice are recent enough.

    The rhythm is the one of that day.
    """
    rhythms = list(due_at_each_day(past.days, CONNECTION.rhythm_quantile))
    for day in happened:
        talked, heard = bisect_right(talk_days, day), bisect_right(voiced, day)
        if talked < CONNECTION.conversation_days or not heard:
            yield -inf
            continue
        rhythm_days = rhythms[bisect_right(past.days, day) - 1]
        window_days = max(CONNECTION.window_days, CONNECTION.own_rhythms * rhythm_days)
        yield min(talk_days[talked - CONNECTION.conversation_days], voiced[heard - 1]) + window_days


def _both_gave(evidence: Evidence) -> bool:
    return evidence.helped_both_ways or (evidence.gave and evidence.received)


def view_of(evidence: Evidence, grounds: Grounds, now: float, stage: Stage) -> StageView:
    """A stage with what speaks for it, and what the next one still wants."""
    return StageView(
        stage=stage,
        evidence=tuple(_present(evidence, grounds)),
        missing=tuple(_missing(evidence, grounds, now, stage)),
    )


def _present(evidence: Evidence, grounds: Grounds) -> list[Reason]:
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


def _missing(evidence: Evidence, grounds: Grounds, now: float, stage: Stage) -> list[Reason]:
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
    missing = [Reason.of(code) for code, there in wanted.items() if there]
    if not missing and floor(now) > grounds.connected_until:
        missing.append(Reason.of("too_long_ago"))
    return missing
