"""Today: the few people to talk to, and why (MODEL.md, section 6, first form).

What was promised goes before what is fading. Nothing is sorted by days overdue, and no title or
seniority is even known here.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import ceil

from keepwarm.domain.candidates import (
    KEPT_ON_QUIET_DAYS,
    Candidate,
    Ground,
    Kind,
    NextStep,
    Promise,
    grounds_for,
    pull_of,
)
from keepwarm.domain.channel_advice import Advice, Reach, advise
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.people import Standing
from keepwarm.domain.policy import AGENDA
from keepwarm.domain.reasons import Reason

__all__ = ["Candidate", "Kind", "NextStep", "Promise", "Proposal", "pull_of", "todays_list"]

NEVER_CUT_BY_VARIETY = frozenset({Kind.MY_PROMISE, Kind.THEIR_PROMISE, Kind.NEXT_STEP})

FORMS_A_TIE = frozenset({Kind.CHOSEN, Kind.NEVER_SPOKEN})
"""What is a first word; everything else keeps up what there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One line of today's list; the first reason is the one it is there for.

    `channel_remarks` belong to using the channel; where a voice would be better, it carries the question
    for the channel `asks_for` ("may I ring you?").
    """

    person_id: int
    kind: Kind
    reasons: tuple[Reason, ...]
    channel: Channel | None
    channel_reason: Reason
    channel_remarks: tuple[Reason, ...] = ()
    asks_for: Channel | None = None


def todays_list(
    candidates: Iterable[Candidate], today: date, now: float, capacity: int, *, quiet: bool = False
) -> list[Proposal]:
    """Who to talk to today, at most `capacity` people, the same for the candidates in any order.

    On a `quiet` day there is only what the owner said or placed for it.

    Kinds come in their order, within a kind the higher priority, and equals take turns from day to
    day. At most about half of the list is of one kind, promises and next steps excepted, and two people
    of one organisation. It may be shorter than the capacity. A person given twice is shown once, and
    not at all if either forbids it. Who asked to be left alone on every channel there is, is there only
    for what was promised or placed.
    """
    given = list(candidates)
    barred = {candidate.person_id for candidate in given if _is_barred(candidate, today)}
    reasoned = [
        (candidate, grounds)
        for candidate in _once_each(given)
        if candidate.person_id not in barred
        and (grounds := _kept(grounds_for(candidate, today, now), quiet=quiet))
        and (grounds[0].kind in NEVER_CUT_BY_VARIETY or not _wants_no_channel(candidate, today, now))
    ]
    reasoned.sort(key=lambda row: _rank(row[0], row[1][0], today))
    return [_proposal(candidate, grounds, today, now) for candidate, grounds in _varied(reasoned, capacity)]


def _kept(grounds: list[Ground], *, quiet: bool) -> list[Ground]:
    return [ground for ground in grounds if ground.kind in KEPT_ON_QUIET_DAYS] if quiet else grounds


def _once_each(candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    """Each person once; of two that differ, one that does not depend on their order."""
    found: dict[int, Candidate] = {}
    for candidate in candidates:
        other = found.setdefault(candidate.person_id, candidate)
        if other != candidate:
            found[candidate.person_id] = min(other, candidate, key=repr)
    return found.values()


def _is_barred(candidate: Candidate, today: date) -> bool:
    """Who is never proposed, and who is not yet."""
    return (
        candidate.standing is not Standing.ORDINARY
        or candidate.wish_no
        or not candidate.proposed
        or (candidate.not_before is not None and today < candidate.not_before)
    )


def _wants_no_channel(candidate: Candidate, today: date, now: float) -> bool:
    """Whether every channel by which they could be reached is one that they never want."""
    advice = advice_for(candidate, Purpose.KEEP_UP, today, now)
    return "every_channel_is_never" in {remark.code for remark in advice.remarks}


def _rank(candidate: Candidate, ground: Ground, today: date) -> tuple[int, float, bytes, int]:
    return ground.kind, -ground.priority, _turn(candidate.person_id, today), candidate.person_id


def _turn(person_id: int, today: date) -> bytes:
    """An order that is fixed within a day and shuffled from day to day: nobody is always last."""
    return sha256(f"{today.isoformat()} {person_id}".encode()).digest()


def _varied(
    ranked: list[tuple[Candidate, list[Ground]]], capacity: int
) -> list[tuple[Candidate, list[Ground]]]:
    """The first of the ranking that keep the list varied."""
    of_one_kind = max(1, ceil(capacity * AGENDA.kind_share))
    of_one_organisation = min(AGENDA.organisation_most, max(1, capacity - 1))
    chosen: list[tuple[Candidate, list[Ground]]] = []
    kinds, organisations = Counter[Kind](), Counter[str]()
    for candidate, grounds in ranked:
        if len(chosen) >= capacity:
            break
        kind, organisation = grounds[0].kind, " ".join(candidate.organization.casefold().split())
        repeats = kinds[kind] >= of_one_kind or (
            organisation != "" and organisations[organisation] >= of_one_organisation
        )
        if repeats and kind not in NEVER_CUT_BY_VARIETY:
            continue
        chosen.append((candidate, grounds))
        kinds[kind] += 1
        organisations[organisation] += 1
    return chosen


def _proposal(candidate: Candidate, grounds: list[Ground], today: date, now: float) -> Proposal:
    purpose = Purpose.FORM if grounds[0].kind in FORMS_A_TIE else Purpose.KEEP_UP
    advice = advice_for(candidate, purpose, today, now)
    first = advice.first
    reason = advice.remarks[0] if first is None else first.reason
    return Proposal(
        person_id=candidate.person_id,
        kind=grounds[0].kind,
        reasons=tuple(ground.reason for ground in grounds),
        channel=None if first is None else first.channel,
        channel_reason=reason,
        channel_remarks=() if first is None else (*first.remarks, *advice.remarks),
        asks_for=None if first is None else first.asks_for,
    )


def advice_for(candidate: Candidate, purpose: Purpose, today: date, now: float) -> Advice:
    """The channels for what brings somebody onto a list."""
    placed = [step.channel for step in candidate.next_steps if step.on <= today and step.channel]
    reach = Reach(
        preferences=candidate.preferences,
        reachable=candidate.reachable,
        birthday=candidate.birthday,
        placed=placed[0] if placed else None,
        waiting=candidate.waiting,
        usual_answer_days=candidate.usual_answer_days,
        circumstances=candidate.circumstances,
    )
    return advise(reach, purpose, today, now)
