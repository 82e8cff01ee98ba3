"""How the two want it with one another: the other's wish, and what the owner has chosen."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Wish(StrEnum):
    """Whether the other wants to stay in touch too. A no ends the follow-up; unclear is asked once."""

    YES = "yes"
    UNCLEAR = "unclear"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What the other said of staying in touch, in their words, and on which day."""

    answer: Wish
    words: str = ""
    said_on: date


CLOSE = 3
CLOSENESS_RANGE = (1, CLOSE)
"""How close the owner wants to be: 1 now and then, 2 as with most, 3 close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """What the owner has chosen of one person; these are the values of whoever was not thought about yet.

    `closeness` is 1 to 3. `cadence_days` is a rhythm of the owner's choice. `time_zone` is where the other
    lives, empty where it is not known. Before `not_before` Today leaves them out ("tomorrow", "skip"), and
    altogether unless `proposed` ("never").
    """

    closeness: int = 2
    cadence_days: int | None = None
    time_zone: str = ""
    not_before: date | None = None
    proposed: bool = True


NO_BEARING = Bearing()
