"""First meetings: what the owner felt about one, and when somebody who was left at that comes back, once."""

from calendar import monthrange
from dataclasses import replace
from datetime import date

from keepwarm.domain.encounters import Encounter
from keepwarm.domain.meeting import Follow, Opinion

_MONTHS_AWAY = 6
_MONTHS = 12


def back_on(left_on: date) -> date:
    """The day on which somebody left at that comes back: half a year later, on the same day of the month."""
    months = left_on.year * _MONTHS + left_on.month - 1 + _MONTHS_AWAY
    year, month = divmod(months, _MONTHS)
    return date(year, month + 1, min(left_on.day, monthrange(year, month + 1)[1]))


def judged(
    encounter: Encounter,
    got_on: Opinion | None,
    again: Opinion | None,
    today: date,
    *,
    asked_again: bool = False,
) -> Encounter:
    """The encounter with the owner's feeling about it; what is None stays as it was said before.

    To leave it sends them away for half a year, and for good where they had come back before. Anything else
    brings them near again.
    """
    felt = replace(encounter, got_on=got_on or encounter.got_on, came_back=encounter.came_back or asked_again)
    if again is None:
        return felt
    if again is Opinion.NO:
        away = None if felt.came_back else back_on(today)
        return replace(felt, again=again, follow=Follow.LEFT, back_on=away)
    follow = Follow.OPEN if felt.follow is Follow.LEFT else felt.follow
    return replace(felt, again=again, follow=follow, back_on=None)


def comes_back(encounter: Encounter, today: date, *, at_shared_event: bool = False) -> bool:
    """Whether to ask once more: at an event where both will be, or when half a year is over."""
    if encounter.back_on is None or encounter.came_back:
        return False
    return at_shared_event or encounter.back_on <= today
