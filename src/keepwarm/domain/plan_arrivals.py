"""The plan of an import: a fate and steps for each item, in the order of the sources.

Pure: the people already known come in as an index, which learns of those who are added, and new
ids come from the caller. Nothing here changes a book.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import assert_never

from keepwarm.domain.arrivals import Arrival, Fate, Step, refused
from keepwarm.domain.arriving_history import plan_interaction, plan_message
from keepwarm.domain.arriving_meetings import IdleMeetings
from keepwarm.domain.arriving_people import PeoplePlanner
from keepwarm.domain.arriving_talks import plan_chat_message, plan_meeting
from keepwarm.domain.keeping import KEPT_AT_FIRST, Kept, without_words
from keepwarm.domain.likely_pairs import likely_pairs
from keepwarm.domain.likeness import Judgement
from keepwarm.domain.matching import Known
from keepwarm.domain.own import Own
from keepwarm.domain.reasons import Reason
from keepwarm.domain.sources import (
    Found,
    FoundChatMessage,
    FoundInteraction,
    FoundMeeting,
    FoundMessage,
    FoundPerson,
    Nested,
    Refused,
)

AlikePair = tuple[int, int, Judgement]
"""Two people, the smaller id first, and what is to be thought of them."""


class Planner:
    """Decides about one item after the other; `known` learns as it goes, so that later meet earlier ones.

    `own` is what the owner is recognised by, `now` the moment until which something has happened,
    `kept` what is kept of words.
    """

    def __init__(
        self,
        known: Known,
        own: Own,
        new_id: Callable[[], int],
        now: datetime,
        kept: frozenset[Kept] = KEPT_AT_FIRST,
    ) -> None:
        self._known = known
        self._own = own
        self._now = now
        self._kept = kept
        self._new_id = new_id
        self._people = PeoplePlanner(known=known, new_id=new_id)

    def arrivals(self, found: Iterable[Found], source: str = "") -> Iterator[Arrival]:
        """Each item of a source with its fate and steps; of meetings that are none yet, the first for all."""
        idle = IdleMeetings()
        for item in found:
            arrival = self._arrival(without_words(item, self._kept), source)
            if not (isinstance(item, FoundMeeting) and idle.take(item, arrival)):
                yield arrival
        yield from idle.told()

    def rest(self) -> Iterator[tuple[str, Step]]:
        """The steps that had to wait until all sources were read, each with its source; to be done last."""
        return self._people.rest()

    def alike(self) -> list[AlikePair] | None:
        """Every two who may be one when all of this is in the book; None where nobody is new or changed.

        The last thing to ask: the plan is made, and nobody is recognised any more.
        """
        if not self._known.changed:
            return None
        self._known.forget_how()
        return likely_pairs(self._known.people, self._known.apart)

    def _arrival(self, item: Found, source: str) -> Arrival:
        match item:
            case FoundPerson():
                return self._people.arrival(item, source)
            case FoundMessage():
                return plan_message(item, self._known, self._own, self._new_id)
            case FoundInteraction():
                return plan_interaction(item, self._known, self._new_id)
            case FoundChatMessage():
                return plan_chat_message(item, self._known, self._own, self._new_id)
            case FoundMeeting():
                return plan_meeting(item, self._known, self._own, self._new_id, self._now)
            case Nested():
                reason = Reason.of("nested", inside=item.inside)
                return Arrival(place=item.place, fate=Fate.MERGED, person=item.name, reason=reason)
            case Refused():
                return refused(item.place, Reason.of("unreadable", sentence=item.reason))
            case _:
                assert_never(item)
