"""Who in a whole book may be one person: candidates by what they have in common, then the judgement."""

from array import array
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, permutations
from typing import Self

from keepwarm.domain.ids import pair_of
from keepwarm.domain.likeness import Commonness, Judgement, Likeness, find_likely, traits_of
from keepwarm.domain.name_parts import Name
from keepwarm.domain.name_sounds import sound_of, spelled, whole_forms
from keepwarm.domain.recognition import Traits, name_key

MOST_IN_A_BLOCK = 12
"""Of those who share one thing, so many of the last are candidates: a switchboard may have thousands."""

MOST_IN_A_WIDE_BLOCK = 6
"""A wide block with more than so many is of no use, and given up."""

_CROWDED: list[int] = []
_MOST_WORDS = 4


class _Blocks:
    """People by what makes them worth comparing: handles, ids, names by sound, a word and an organisation.

    Two who share nothing rare enough are never compared. Wide blocks (a family name and an initial) are of
    use for rare names only.
    """

    def __init__(self) -> None:
        self._held: dict[int, list[int]] = {}

    def meet(self, place: int, keys: "_Keys") -> dict[int, None]:
        """Who came before and is worth comparing, few for each thing in common; this one is from now on."""
        met: dict[int, None] = {}
        for key in keys.narrow:
            held = self._others(place, key, met)
            del held[:-MOST_IN_A_BLOCK]
        for key in keys.wide:
            held = self._others(place, key, met)
            if len(held) > MOST_IN_A_WIDE_BLOCK:
                self._held[key] = _CROWDED
        met.pop(place, None)  # of two keys with one hash
        return met

    def _others(self, place: int, key: int, met: dict[int, None]) -> list[int]:
        """Meet everybody in a block, and stand there too; a crowded one takes nobody any more."""
        held = self._held.setdefault(key, [])
        if held is not _CROWDED:
            met.update(dict.fromkeys(held))
            held.append(place)
        return held


class _Seen:
    """How many have a thing, in little room: now and then one is taken for another and counts too often."""

    def __init__(self, people: int) -> None:
        size = 1 << max(people * _PLACES_EACH, 1).bit_length()
        self._times = bytearray(size)
        self._mask = size - 1

    def see(self, key: int) -> None:
        """Count a thing, by its hash."""
        place = key & self._mask
        if self._times[place] < _CROWD:
            self._times[place] += 1

    def is_shared(self, key: int) -> bool:
        """Whether somebody else has it too."""
        return self._times[key & self._mask] > 1

    def is_telling(self, key: int) -> bool:
        """Whether somebody else has it too, and not a crowd."""
        return 1 < self._times[key & self._mask] < _CROWD


_PLACES_EACH, _CROWD = 64, 100
_MOST_TRAITS = 4_096
"""How many people are held taken apart at a time."""


def likely_pairs(
    people: Mapping[int, Likeness], apart: Container[tuple[int, int]]
) -> list[tuple[int, int, Judgement]]:
    """Every pair of a book that may be one person, the smaller id first, the likeliest pairs first.

    `apart` are the pairs (the smaller id first) of which the owner said that they are two. Each person is
    taken apart and let go, so that a hundred thousand need little room.
    """
    commonness, ones, others = _candidates(people)
    ids = list(people)
    traits = lru_cache(_MOST_TRAITS)(lambda place: traits_of(people[ids[place]]))
    found: list[tuple[int, int, Judgement]] = []
    for one, other in zip(ones, others, strict=True):
        pair = pair_of(ids[one], ids[other])
        if pair in apart:
            continue
        if (judgement := find_likely(traits(one), traits(other), commonness)) is not None:
            found.append((*pair, judgement))
    found.sort(key=lambda pair: (-pair[2].score, pair[0], pair[1]))
    return found


def _candidates(people: Mapping[int, Likeness]) -> tuple[Commonness, "array[int]", "array[int]"]:
    """What is common in a book, and who is worth comparing with whom, by their places in its order."""
    seen = _Seen(len(people))
    for likeness in people.values():
        keys = _Keys.of(traits_of(likeness))
        for key in chain(keys.narrow, keys.wide):
            seen.see(key)
    commonness, blocks = Commonness(), _Blocks()
    ones, others = array("l"), array("l")
    for place, likeness in enumerate(people.values()):
        traits = traits_of(likeness)
        commonness.add_traits(traits, lambda key: seen.is_shared(hash(key)))
        for other in blocks.meet(place, _Keys.of(traits).that(seen.is_telling)):
            ones.append(place)
            others.append(other)
    return commonness, ones, others


@dataclass(frozen=True, slots=True)
class _Keys:
    """What somebody can be met by, the most telling first; as hashes, which take little room."""

    narrow: list[int]
    wide: list[int]

    @classmethod
    def of(cls, traits: Traits) -> Self:
        narrow: dict[object, None] = dict.fromkeys((*traits.uids, *traits.handles))
        wide: dict[object, None] = dict.fromkeys(_beside(traits))
        for name in traits.names:
            words = [(spelled(word), _ways(word)) for word in _main(name)]
            if len(words) > 1:
                narrow[name_key(name.words)] = None
                narrow[name_key(ways[0] for _, ways in words)] = None
            for (word, _), (_, others) in permutations(words, 2):
                for other in others:
                    narrow[word, other[0], other[-1]] = wide[word, other[0]] = None
            for way in chain.from_iterable(ways for _, ways in words):
                for shared in _beside(traits):
                    narrow[shared, way] = wide[shared, way[0]] = None
        return cls([hash(key) for key in narrow], [hash(key) for key in wide])

    def that(self, tell: Callable[[int], bool]) -> Self:
        """Those that tell something."""
        return type(self)(list(filter(tell, self.narrow)), list(filter(tell, self.wide)))


def _beside(traits: Traits) -> Iterator[object]:
    """What many share, and tells only together with a word of the name: organisation and birthday."""
    if traits.organization:
        yield traits.organization
    if traits.birthday and traits.birthday.month and traits.birthday.day:
        yield traits.birthday.month, traits.birthday.day


def _ways(word: str) -> tuple[str, ...]:
    """How a word may sound elsewhere: as it stands, and as the whole names that it is short for."""
    return tuple(dict.fromkeys(map(sound_of, (word, *whole_forms(word)))))


def _main(name: Name) -> tuple[str, ...]:
    """The words to meet by: of a long name the first and the last ones."""
    half = _MOST_WORDS // 2
    return name.words if len(name.words) <= _MOST_WORDS else (*name.words[:half], *name.words[-half:])
