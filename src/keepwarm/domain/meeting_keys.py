"""By what the people of a book meet: handles, ids, names by sound, a word with an organisation or a birthday.

Everything stands here by its hash, of 64 bits, so that a hundred thousand people take little room.
"""

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, chain, permutations

from keepwarm.domain.likeness import are_likely_by_name
from keepwarm.domain.name_likeness import grade_of
from keepwarm.domain.name_parts import Name
from keepwarm.domain.name_sounds import CACHED_WORDS, sound_of, spelled, whole_forms
from keepwarm.domain.recognition import Commonness, Traits, name_key

_PLACES_EACH, _CROWD = 64, 100
_MOST_WORDS = 4
_PARTS = 5
"""Of a person's keys, by their use: things, lone and whole names, narrow and wide ones (see `_keys_of`)."""

GivenAndFamily = tuple[str, str]


class Seen:
    """How many have a thing, in little room: now and then one is taken for another and counts too often."""

    def __init__(self, people: int) -> None:
        size = 1 << max(people * _PLACES_EACH, 1).bit_length()
        self._times = bytearray(size)
        self._mask = size - 1

    def see(self, keys: Iterable[int]) -> None:
        """Count things."""
        times, mask = self._times, self._mask
        for key in keys:
            if times[key & mask] < _CROWD:
                times[key & mask] += 1

    def times(self, key: int) -> int:
        """How many have a thing, or a few more; never fewer, but of a crowd."""
        return self._times[key & self._mask]

    def shared(self, keys: Iterable[int]) -> list[int]:
        """Those that somebody else has too."""
        times, mask = self._times, self._mask
        return [key for key in keys if times[key & mask] > 1]

    def telling(self, keys: Iterable[int]) -> list[int]:
        """Those that somebody else has too, and not a crowd."""
        times, mask = self._times, self._mask
        return [key for key in keys if 1 < times[key & mask] < _CROWD]


class MeetingKeys:
    """What everybody can be met by, by their place in the book, and how common it is there.

    What is common is known when everybody was seen; the keys are kept until then, so that nobody is taken
    apart twice.
    """

    def __init__(self, people: int) -> None:
        self.commonness = Commonness()
        self.seen = Seen(people)
        self._keys = array("q")
        self._ends = array("q", [0])
        self._initials: list[str] = []
        self._organizations = array("q")
        self._has_birthday = bytearray()
        self._names: list[GivenAndFamily | None] = []

    def take(self, traits: Traits) -> None:
        """See one more."""
        self.commonness.count_words(traits)
        self._initials.append(_one_of_its_kind(traits.initials))
        self._organizations.append(hash(traits.organization) if traits.organization else 0)
        self._has_birthday.append(traits.birthday is not None)
        self._names.append(_given_and_family(traits.names))
        parts = _keys_of(traits)
        for part in parts:
            self.seen.see(part)
            self._keys.extend(part)
        self._ends.extend(list(accumulate(map(len, parts), initial=self._ends[-1]))[1:])

    def telling(self) -> Iterator[tuple[int, list[int], list[int]]]:
        """Each place, with the narrow and the wide keys that others have too, and not a crowd.

        Counts on the way how common whole names and things are.
        """
        for place, initials in enumerate(self._initials):
            things, lone, whole, narrow, wide = (self._part(place, number) for number in range(_PARTS))
            for thing in self.seen.shared(things):
                self.commonness.count_holder(thing, initials)
            for name in self.seen.shared(chain(lone, whole)):
                self.commonness.count_name(name)
            yield place, self.seen.telling(chain(things, whole, narrow)), self.seen.telling(wide)

    def differ(self, one: int, other: int) -> bool:
        """Whether two by their places are two, as far as this shows without taking them apart.

        It is asked of those whose names have two words, and who share nothing beside them but an organisation
        or what a crowd has: most who meet are such, and `likeness.find_likely` finds nothing in them. Ask
        when all were told.
        """
        mine, theirs = self._names[one], self._names[other]
        if mine is None or theirs is None or (self._has_birthday[one] and self._has_birthday[other]):
            return False
        if self._organizations[one] and self._organizations[one] == self._organizations[other]:
            if _resemble(mine[0], theirs[0]) or _may_agree(mine, theirs):
                return False
        elif _may_agree(mine, theirs) and self._are_likely(mine, theirs):
            return False
        shared = set(self._part(one, 0)).intersection(self._part(other, 0))
        return all(map(self.commonness.is_crowd, shared))

    def _are_likely(self, one: GivenAndFamily, other: GivenAndFamily) -> bool:
        """Whether the names alone make it worth a look."""
        return one == other or are_likely_by_name((_name(one),), (_name(other),), self.commonness)

    def _part(self, place: int, number: int) -> "array[int]":
        at = place * _PARTS + number
        return self._keys[self._ends[at] : self._ends[at + 1]]


def _given_and_family(names: tuple[Name, ...]) -> GivenAndFamily | None:
    """The two words of the only name of somebody, where it has two and they are told from each other."""
    if len(names) != 1 or len(names[0].words) != 2:
        return None
    one, other = map(_one_of_its_kind, names[0].words)
    for given, family in ((one, other), (other, one)):
        if names[0].given == {given} and names[0].family == {family}:
            return given, family
    return None


@lru_cache(CACHED_WORDS)
def _one_of_its_kind(text: str) -> str:
    """The same string for everybody who has such a one."""
    return text


def _name(said: GivenAndFamily) -> Name:
    given, family = said
    return Name(
        text="", words=said, given=frozenset({given}), family=frozenset({family}), in_latin=given.isascii()
    )


def _may_agree(one: GivenAndFamily, other: GivenAndFamily) -> bool:
    """Whether each word of one name resembles a word of the other; else they are not worth a look."""
    (given, family), (other_given, other_family) = one, other
    in_order = _resemble(given, other_given) and _resemble(family, other_family)
    return in_order or (_resemble(given, other_family) and _resemble(family, other_given))


def _resemble(one: str, other: str) -> bool:
    return grade_of(min(one, other), max(one, other)) is not None


def _keys_of(traits: Traits) -> tuple[set[int], ...]:
    """What somebody can be met by: things, names of one word, whole names, and what is narrow and wide.

    Names of one word are counted, and nobody is met by them. No key stands twice.
    """
    lone = {name_key(name.words) for name in traits.names if len(name.words) == 1}
    whole = {name_key(name.words) for name in traits.names if len(name.words) > 1}
    beside = list(_beside(traits))
    narrow: set[object] = set()
    wide: set[object] = set(beside)
    for name in traits.names:
        words = [(spelled(word), _ways(word)) for word in _main(name)]
        if len(words) > 1:
            narrow.add(name_key(ways[0] for _, ways in words))
        for (word, _), (_, others) in permutations(words, 2):
            for other in others:
                narrow.add((word, other[0], other[-1]))
                wide.add((word, other[0]))
        for way in chain.from_iterable(ways for _, ways in words):
            for shared in beside:
                narrow.add((shared, way))
                wide.add((shared, way[0]))
    return tuple({hash(key) for key in part} for part in (traits.things, lone, whole, narrow - whole, wide))


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
