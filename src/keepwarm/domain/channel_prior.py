"""What is assumed of a channel where nothing was told and nothing seen: one survey, by age, from a card.

An age is read from a whole birthday on the card and from nothing else (MODEL.md, section 5).
"""

from datetime import date
from typing import NamedTuple

from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.policy import CALLS_LEAD_FROM, TEXTED_A_LOT


class Assumed(NamedTuple):
    """The channel that leads among people of an age, and the figures of the survey for it.

    `percent` of those from `from_age` to `until_age` (0 for open) had texted a lot on the day before.
    """

    channel: Channel
    percent: int
    from_age: int
    until_age: int


def assumed_channel(birthday: PartialDate | None, today: date) -> Assumed | None:
    """What the survey says of somebody's age; None without a whole birthday, and below the ages it asked."""
    age = _age(birthday, today)
    if age is None:
        return None
    for from_age, until_age, percent in TEXTED_A_LOT:
        if age >= from_age and (not until_age or age <= until_age):
            channel = Channel.CALL if age >= CALLS_LEAD_FROM else Channel.TEXT
            return Assumed(channel, percent, from_age, until_age)
    return None


def _age(birthday: PartialDate | None, today: date) -> int | None:
    if birthday is None or birthday.year is None or birthday.month is None or birthday.day is None:
        return None
    had_it = (today.month, today.day) >= (birthday.month, birthday.day)
    return today.year - birthday.year - (0 if had_it else 1)
