"""The follow-up after meeting somebody: within two days foremost, gone from the list after two weeks."""

from datetime import date, timedelta

FIRST_DAYS = 2
"""For so many days after a meeting the follow-up goes before older ones: within 48 hours it still is the
same conversation."""

LAST_DAYS = 14
"""After so many it leaves the day's list, and waits in the review of the event."""


def is_due(met_on: date, today: date) -> bool:
    """Whether the list names it: from the day after the meeting on, for two weeks."""
    return 1 <= (today - met_on).days <= LAST_DAYS


def is_fresh(met_on: date, today: date) -> bool:
    """Whether it still falls into the first two days."""
    return (today - met_on).days <= FIRST_DAYS


def best_until(met_on: date) -> date:
    """The last day of the first two."""
    return met_on + timedelta(days=FIRST_DAYS)
