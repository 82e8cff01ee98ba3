"""Who can introduce me? Ways to somebody through people who know one another (MODEL.md, section 8).

A way leads from the owner over a first introducer, and one more person at most, to whoever is meant. It is as
good as its steps multiplied, less so with each ask that the introducer had of late. The search looks at the
neighbours of the one who is meant and at theirs, never at a whole graph.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from math import exp, prod
from typing import NamedTuple

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
