"""Why somebody is left in peace: nothing is asked of them, arranged with them or passed on."""

from enum import StrEnum

from keepwarm.domain.bearings import Wish
from keepwarm.domain.people import Standing


class Peace(StrEnum):
    """Why, where it is so."""

    DIED = "died"
    LEFT_BE = "left be"
    SAID_NO = "said no"


def peace_of(standing: Standing, wish: Wish | None) -> Peace | None:
    """Why somebody is left in peace; None where they are not. What they are to the owner comes first."""
    if standing is Standing.DIED:
        return Peace.DIED
    if standing is Standing.LEAVE_BE:
        return Peace.LEFT_BE
    return Peace.SAID_NO if wish is Wish.NO else None
