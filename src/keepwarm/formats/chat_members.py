"""Who is in a chat, as far as its messages tell, and which of its messages say the same in a moment."""

from collections.abc import Hashable, Iterable

from keepwarm.domain.sources import Whom

MOST_MEMBERS = 1_500
"""More than anybody talks with in one chat; further ones of a huge group are left out of the others."""

_MOMENTS_KEPT = 1_024


class Members:
    """The people of a chat in the order of their first words."""

    def __init__(self, people: Iterable[Whom] = ()) -> None:
        self._places: dict[Whom, int] = {}
        self._others: dict[Whom, tuple[Whom, ...]] = {}
        for one in people:
            self.add(one)

    def add(self, whom: Whom) -> None:
        """Take in one more."""
        if whom not in self._places and len(self._places) < MOST_MEMBERS:
            self._places[whom] = len(self._places)
            self._others.clear()

    def others(self, whom: Whom) -> tuple[Whom, ...]:
        """All but one."""
        if whom not in self._places:
            return tuple(self._places)
        if (found := self._others.get(whom)) is None:
            place, everybody = self._places[whom], tuple(self._places)
            found = self._others[whom] = everybody[:place] + everybody[place + 1 :]
        return found


class Repeats:
    """Counts what is alike in a moment of a chat. Chats are nearly in order: the last moments are known."""

    def __init__(self) -> None:
        self._moments: dict[Hashable, dict[Hashable, int]] = {}

    def count(self, moment: Hashable, said: Hashable) -> int:
        """How often this was said in the moment, this time counted in."""
        if (seen := self._moments.get(moment)) is None:
            if len(self._moments) >= _MOMENTS_KEPT:
                del self._moments[next(iter(self._moments))]
            seen = self._moments[moment] = {}
        times = seen[said] = seen.get(said, 0) + 1
        return times
