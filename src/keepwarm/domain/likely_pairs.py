"""Who in a whole book may be one person: candidates by what they have in common, then the judgement."""

from array import array
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache

from keepwarm.domain.ids import Pair, pair_of
from keepwarm.domain.likeness import Judgement, Likeness, find_likely, traits_of
from keepwarm.domain.meeting_keys import MeetingKeys, Seen

MOST_IN_A_BLOCK = 12
"""Of those who share one thing, so many of the last are candidates: a switchboard may have thousands."""

MOST_IN_A_WIDE_BLOCK = 6
"""A wide block with more than so many is of no use, and given up."""

_MOST_TRAITS = 1_024
"""How many people are held taken apart at a time."""


def likely_pairs(
    people: Mapping[int, Likeness], apart: Container[Pair], about: Container[int] | None = None
) -> list[tuple[int, int, Judgement]]:
    """Every pair of a book that may be one person, the smaller id first, the likeliest pairs first.

    `apart` are the pairs (the smaller id first) of which the owner said that they are two. With `about`,
    only the pairs with one of these people are judged. Each person is taken apart and let go, so that a
    hundred thousand need little room.
    """
    ids = list(people)
    keys = MeetingKeys(len(ids))
    for likeness in people.values():
        keys.take(traits_of(likeness))
    traits = lru_cache(_MOST_TRAITS)(lambda place: traits_of(people[ids[place]]))
    found: list[tuple[int, int, Judgement]] = []
    ones, others = _candidates(keys, None if about is None else bytes(one in about for one in ids))
    for one, other in zip(ones, others, strict=True):
        pair = pair_of(ids[one], ids[other])
        if pair in apart or keys.differ(one, other):
            continue
        if (judgement := find_likely(traits(one), traits(other), keys.commonness)) is not None:
            found.append((*pair, judgement))
    found.sort(key=lambda pair: (-pair[2].score, pair[0], pair[1]))
    return found


def _candidates(keys: MeetingKeys, about: bytes | None) -> tuple["array[int]", "array[int]"]:
    """Who is worth comparing with whom, by their places; with `about`, of whom one has a byte there.

    When the last of them is told, it is known how common everything is.
    """
    blocks = _Blocks(keys.seen)
    ones, others = array("I"), array("I")
    for place, narrow, wide in keys.telling():
        for other in blocks.meet(place, narrow, wide):
            if about is None or about[place] or about[other]:
                ones.append(place)
                others.append(other)
    return ones, others


_GIVEN_UP: tuple[int, ...] = ()


class _Blocks:
    """People by what makes them worth comparing: handles, ids, names by sound, a word and an organisation.

    Two who share nothing rare enough are never compared. Wide blocks (a family name and an initial) are of
    use for rare names only. A block is let go of when the last who belongs there has come.
    """

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._held: dict[int, int | tuple[int, ...]] = {}

    def meet(self, place: int, narrow: Iterable[int], wide: Iterable[int]) -> dict[int, None]:
        """Who came before and is worth comparing, few for each thing in common; this one is from now on."""
        met: dict[int, None] = {}
        for key in narrow:
            stand = (*self._others(key, met), place)
            self._keep(key, stand[-MOST_IN_A_BLOCK:], len(stand))
        for key in wide:
            if self._held.get(key) != _GIVEN_UP:
                stand = (*self._others(key, met), place)
                crowded = len(stand) > MOST_IN_A_WIDE_BLOCK
                self._keep(key, _GIVEN_UP if crowded else stand, len(stand))
        met.pop(place, None)  # of two keys with one hash
        return met

    def _others(self, key: int, met: dict[int, None]) -> tuple[int, ...]:
        """Meet everybody in a block."""
        held = self._held.get(key, ())
        others = (held,) if isinstance(held, int) else held
        met.update(dict.fromkeys(others))
        return others

    def _keep(self, key: int, stand: tuple[int, ...], came: int) -> None:
        """Who stands in a block for those who are still to come; one alone needs no table."""
        if came >= self._seen.times(key):
            self._held.pop(key, None)
        else:
            self._held[key] = stand[0] if len(stand) == 1 else stand
