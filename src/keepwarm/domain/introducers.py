"""Who can introduce me? Ways to somebody through people who know one another (MODEL.md, section 8).

A way leads from the owner over a first introducer, and one more person at most, to whoever is meant. It is as
good as its steps multiplied, less so with each ask that the introducer had of late. The search looks at the
neighbours of the one who is meant and at theirs, never at a whole graph.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import exp, inf, prod
from typing import NamedTuple, Self

from keepwarm.domain.policy import INTRODUCTIONS

Chances = Mapping[int, float]
"""By person, how likely a step to them is; over 0 and at most 1."""

Known = Callable[[int], Iterable[tuple[int, float]]]
"""Whom somebody knows, and how likely each is; who knows somebody is known by them as well."""

NOBODY: frozenset[int] = frozenset()


class Path(NamedTuple):
    """The people in between, the first introducer first, and how good the way over them is."""

    score: float
    between: tuple[int, ...]

    @property
    def first(self) -> int:
        """Whom the owner asks."""
        return self.between[0]


def score(chances: Iterable[float], asks: int = 0) -> float:
    """How good a way is: the product of its steps, less by e^-½ for each ask of late."""
    return prod(chances) * exp(-INTRODUCTIONS.ask_weight * asks)


def weighed(own: Chances, asks: Mapping[int, int]) -> dict[int, float]:
    """What asking each is worth: how likely they are to answer, less so for asks of late."""
    return {person: score((chance,), asks.get(person, 0)) for person, chance in own.items()}


def paths_to(
    target: int,
    firsts: Chances,
    known: Known,
    *,
    barred: Collection[int] = NOBODY,
    most: int = INTRODUCTIONS.most_ways,
) -> list[Path]:
    """The best ways to one person, the best first, one for each first introducer.

    `firsts` is what asking each is worth; nobody `barred` is asked or stands in between. Of equal ways the
    shorter comes first.
    """
    found: dict[int, Path] = {}

    def keep(path: Path) -> None:
        if path.score > 0.0 and (path.first not in found or _order(path) < _order(found[path.first])):
            found[path.first] = path

    for last, last_chance in known(target):
        if last == target or last in barred:
            continue
        if last in firsts:
            keep(Path(firsts[last] * last_chance, (last,)))
            continue  # who can be asked need not be introduced first
        for first, chance in known(last):
            if first in firsts and first != target and first not in barred:
                keep(Path(firsts[first] * chance * last_chance, (first, last)))
    return sorted(found.values(), key=_order)[:most]


def _order(path: Path) -> tuple[float, int, tuple[int, ...]]:
    return -path.score, len(path.between), path.between


class Reached(NamedTuple):
    """The best way to each of many: how good it is, by whom, and over whom those are known."""

    scores: dict[int, float]
    by: dict[int, int]
    over: dict[int, int]

    def path_to(self, person: int) -> Path:
        """The way to one of them."""
        last = self.over.get(person)
        between = (self.by[person],) if last is None else (self.by[last], last)
        return Path(self.scores[person], between)


def reach(firsts: Chances, known: Known, *, barred: Collection[int] = NOBODY) -> Reached:
    """The best way to everybody who can be reached over two people at most; to a first introducer, none.

    Of each only the best is found, which over many people is much less to look at than every way.
    """
    asked = {one: chance for one, chance in firsts.items() if one not in barred}
    scores: dict[int, float] = dict.fromkeys(asked, inf)
    by: dict[int, int] = {}
    over: dict[int, int] = {}
    for one, chance in asked.items():
        for other, step in known(one):
            if chance * step > scores.get(other, 0.0):
                scores[other] = chance * step
                by[other] = one
    better_than = scores.get
    for one, chance in [(one, scores[one]) for one in by if one not in barred]:
        for other, step in known(one):
            if (found := chance * step) > better_than(other, 0.0):
                scores[other] = found
                over[other] = one
    for one in asked:
        del scores[one]
    return Reached(scores, by, over)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedGraph:
    """Who knows whom among so many people, numbered from 0, in three arrays: twelve bytes a direction.

    The neighbours of somebody stand together, from `starts[n]` to before `starts[n + 1]`.
    """

    starts: "array[int]"
    others: "array[int]"
    chances: "array[float]"

    @classmethod
    def of(cls, people: int, ties: Collection[tuple[int, int, float]]) -> Self:
        """Pack ties, each told once."""
        degrees = array("q", bytes(8 * (people + 1)))
        for one, other, _ in ties:
            degrees[one + 1] += 1
            degrees[other + 1] += 1
        starts = array("q", accumulate(degrees))
        places, others = starts[:], array("i", bytes(8 * len(ties)))
        chances = array("d", bytes(16 * len(ties)))
        for one, other, chance in ties:
            for here, there in ((one, other), (other, one)):
                others[places[here]], chances[places[here]] = there, chance
                places[here] += 1
        return cls(starts=starts, others=others, chances=chances)

    def known(self, person: int) -> Iterable[tuple[int, float]]:
        """Whom somebody knows."""
        start, end = self.starts[person], self.starts[person + 1]
        return zip(self.others[start:end], self.chances[start:end], strict=True)
