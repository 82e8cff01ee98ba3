"""The follow-ups after meeting people: each with a channel and a first line, the freshest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from keepwarm.domain.agenda import advice_for
from keepwarm.domain.candidates import Candidate
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.dates import day_for_today
from keepwarm.domain.encounters import Encounter
from keepwarm.domain.event_follow_ups import best_until, is_fresh
from keepwarm.domain.people import Handle
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.candidates import Held, candidates_of
from keepwarm.storage.openings import openings_for

MOST_SHOWN = 50
"""As many as one page shows; a conference of three days leaves fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One meeting of which it is open what follows.

    `channel` is advised, None where there is none; `handles` are those that serve it, `remarks` what is said
    of it. `opening` is with what to begin; `is_reachable` says that an address of theirs is known.
    """

    encounter_id: int
    person_id: int
    event_id: int | None
    name: str
    organization: str
    met_on: date
    fresh: bool
    best_until: date
    channel: Channel | None = None
    handles: tuple[Handle, ...] = ()
    remarks: tuple[Reason, ...] = ()
    opening: Reason | None = None
    is_reachable: bool = False


def follow_ups_for(book: Book, met: Mapping[int, Encounter]) -> tuple[FollowUp, ...]:
    """Of some encounters, what is to be done; the statements of `candidates_of`, and four."""
    ids = {one.person_id for one in met.values()}
    found, lines = candidates_of(book, ids), openings_for(book, ids)
    shown = [_line(book, key, one, found, lines.get(one.person_id)) for key, one in met.items()]
    in_order = sorted((one for one in shown if one is not None), key=_order)
    return tuple(in_order[:MOST_SHOWN])


def _order(one: FollowUp) -> tuple[bool, int, str, int]:
    """Those within two days first, the latest meeting before older ones."""
    return not one.fresh, -one.met_on.toordinal(), one.name, one.encounter_id


def _line(
    book: Book, encounter_id: int, met: Encounter, found: Held, opening: Reason | None
) -> FollowUp | None:
    if met.person_id not in found:
        return None
    candidate, held = found[met.person_id]
    on = day_for_today(met.at, book.zone)
    channel, remarks = _channel(candidate, book)
    return FollowUp(
        encounter_id=encounter_id,
        person_id=met.person_id,
        event_id=met.event_id,
        name=candidate.name,
        organization=candidate.organization,
        met_on=on,
        fresh=is_fresh(on, book.today),
        best_until=best_until(on),
        channel=channel,
        handles=tuple(handle for handle in held if channel in handle.kind.channels),
        remarks=remarks,
        opening=opening,
        is_reachable=bool(held),
    )


def _channel(candidate: Candidate, book: Book) -> tuple[Channel | None, tuple[Reason, ...]]:
    advice = advice_for(candidate, Purpose.KEEP_UP, book.today, book.days)
    if advice.first is None:
        return None, advice.remarks[:1]
    return advice.first.channel, (advice.first.reason, *advice.first.remarks, *advice.remarks)
