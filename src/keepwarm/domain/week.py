"""The weekly plan: today's list, thought on for seven days (MODEL.md, section 6).

Whoever is on one day is on no later one. Probabilities are those of now: within a week they hardly move, and
every morning makes its own list anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from keepwarm.domain.agenda import Proposal, todays_list
from keepwarm.domain.candidates import Candidate
from keepwarm.domain.own_time import OwnTime

WEEK_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """One day with its list; on a quiet one there is only what was promised or placed."""

    on: date
    quiet: bool
    proposals: tuple[Proposal, ...]


def plan_week(
    candidates: Iterable[Candidate], today: date, now: float, own: OwnTime
) -> tuple[PlannedDay, ...]:
    """Seven days from `today` on; `now` is this moment as the model counts it."""
    left = {candidate.person_id: candidate for candidate in candidates}
    days = []
    for ahead in range(WEEK_DAYS):
        on = today + timedelta(days=ahead)
        quiet = own.is_quiet_day(on)
        chosen = todays_list(left.values(), on, now + ahead, own.capacity, quiet=quiet)
        days.append(PlannedDay(on=on, quiet=quiet, proposals=tuple(chosen)))
        for proposal in chosen:
            del left[proposal.person_id]
    return tuple(days)
